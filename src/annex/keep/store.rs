//! The browser's database (IndexedDB), as little of it as is needed: records by their keys, and beside some of them a file.
//!
//! In a private window, a sandboxed frame or by the user's wish there may be none, and what is in it may be anything.
//! So everything here can fail, and whoever asks goes on without it.

use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::record::{Kept, MOST_BYTES};

const NAME: &str = "olin";
const VERSION: u32 = 1;
/// Records, small enough to be read all at once.
const LIST: &str = "recent";
/// Saved economies as they were opened, under the keys of their records.
const FILES: &str = "economies";

/// The database.
#[derive(Clone, Debug)]
pub struct Store(IdbDatabase);

impl Store {
    /// Opens it.
    pub async fn open() -> Result<Self, JsValue> {
        let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
        let request: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION)?;
        let of = request.clone();
        let build = Closure::once_into_js(move || {
            if let Ok(database) = of.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
                // Where one fails, so will the transactions that want it.
                let _ = database.create_object_store(LIST);
                let _ = database.create_object_store(FILES);
            }
        });
        request.set_onupgradeneeded(Some(build.unchecked_ref()));
        let database = result(&request).await?.dyn_into::<IdbDatabase>()?;
        Ok(Self(database))
    }

    /// All records that make sense.
    pub async fn list(&self) -> Result<Vec<Kept>, JsValue> {
        let store = self.0.transaction_with_str(LIST)?.object_store(LIST)?;
        let all = result(&store.get_all()?).await?.dyn_into::<Array>()?;
        let bytes = all
            .iter()
            .filter_map(|value| value.dyn_into::<Uint8Array>().ok());
        let short = bytes.filter(|bytes| bytes.length() as usize <= MOST_BYTES);
        Ok(short
            .filter_map(|bytes| Kept::decoded(&bytes.to_vec()))
            .collect())
    }

    /// The file beside a record.
    pub async fn file(&self, key: f64) -> Result<Uint8Array, JsValue> {
        let store = self.0.transaction_with_str(FILES)?.object_store(FILES)?;
        result(&store.get(&key.into())?).await?.dyn_into()
    }

    /// Whether there is a file beside a record.
    pub async fn has_file(&self, key: f64) -> Result<bool, JsValue> {
        let store = self.0.transaction_with_str(FILES)?.object_store(FILES)?;
        let count = result(&store.count_with_key(&key.into())?).await?;
        Ok(count.as_f64() > Some(0.0))
    }

    /// Keeps a record under its key, as bytes, and beside it a file if one is given; and forgets others. All of it or nothing.
    pub async fn keep(
        &self,
        key: f64,
        record: &[u8],
        file: Option<&[u8]>,
        forgotten: &[f64],
    ) -> Result<(), JsValue> {
        let (list, files, all) = self.writing()?;
        let key = JsValue::from_f64(key);
        for key in forgotten {
            list.delete(&(*key).into())?;
            files.delete(&(*key).into())?;
        }
        list.put_with_key(&Uint8Array::from(record), &key)?;
        if let Some(bytes) = file {
            files.put_with_key(&Uint8Array::from(bytes), &key)?;
        }
        written(&all).await
    }

    /// Forgets records and their files.
    pub async fn forget(&self, keys: &[f64]) -> Result<(), JsValue> {
        let (list, files, all) = self.writing()?;
        for key in keys {
            list.delete(&(*key).into())?;
            files.delete(&(*key).into())?;
        }
        written(&all).await
    }

    fn writing(
        &self,
    ) -> Result<
        (
            web_sys::IdbObjectStore,
            web_sys::IdbObjectStore,
            IdbTransaction,
        ),
        JsValue,
    > {
        let names = Array::of2(&LIST.into(), &FILES.into());
        let all = self
            .0
            .transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)?;
        Ok((all.object_store(LIST)?, all.object_store(FILES)?, all))
    }
}

/// What a request comes to.
async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    awaited(|done, failed| {
        request.set_onsuccess(Some(done));
        request.set_onerror(Some(failed));
    })
    .await?;
    request.result()
}

/// The end of a transaction.
async fn written(all: &IdbTransaction) -> Result<(), JsValue> {
    awaited(|done, failed| {
        all.set_oncomplete(Some(done));
        all.set_onerror(Some(failed));
        all.set_onabort(Some(failed));
    })
    .await
}

/// Waits until one of two callbacks is called.
async fn awaited(hand_out: impl Fn(&Function, &Function)) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| hand_out(&done, &failed));
    JsFuture::from(promise).await.map(drop)
}
