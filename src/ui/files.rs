//! Files in and out: what the user gives, what ships with the page, and what the user takes away.

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

use gloo_net::http::Request;
use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use super::number::significant;
use super::shelf::{MOST_BYTES, Shipped};
use crate::words::words;
use crate::worker::protocol::{PIECE, Upload};

/// The files of a list.
pub fn listed(files: &FileList) -> Vec<File> {
    (0..files.length())
        .filter_map(|place| files.get(place))
        .collect()
}

/// Reads files from the user's machine, all or none.
pub async fn read(files: Vec<File>) -> Result<Vec<Upload>, String> {
    let size: f64 = files.iter().map(|file| file.size()).sum();
    if size > MOST_BYTES {
        let megabytes = |bytes: f64| significant(bytes / (1024.0 * 1024.0), 3);
        return Err(words().page_these_files_mb_together(&megabytes(size), &megabytes(MOST_BYTES)));
    }
    all(files.into_iter().map(|file| async move {
        let name = file.name();
        match bytes_of(&file).await {
            Ok(bytes) => Ok(Upload { name, bytes }),
            Err(_) => Err(words().page_could_not_read_folder(&name)),
        }
    }))
    .await
}

/// What is in a file, taken in piece by piece: all at once would hold the page up.
async fn bytes_of(file: &File) -> Result<Vec<u8>, JsValue> {
    let size = file.size() as usize;
    let mut bytes = Vec::with_capacity(size);
    while bytes.len() < size {
        let (begin, end) = (bytes.len(), size.min(bytes.len() + PIECE));
        let piece = file.slice_with_f64_and_f64(begin as f64, end as f64)?;
        let piece = JsFuture::from(piece.array_buffer()).await?;
        bytes.append(&mut Uint8Array::new(&piece).to_vec());
        if bytes.len() < end {
            return Err(JsValue::NULL);
        }
    }
    Ok(bytes)
}

/// Fetches an economy that ships with the page.
pub async fn fetch(shipped: Shipped) -> Result<Vec<Upload>, String> {
    all(shipped.files.iter().map(|address| async move {
        let name = address.rsplit('/').next().unwrap_or(address).to_owned();
        let failed = |why: String| words().page_could_not_fetched(&name, &why);
        let answer = Request::get(address)
            .send()
            .await
            .map_err(|_| failed(words().page_no_connection().to_owned()))?;
        if !answer.ok() {
            return Err(failed(
                words().page_server_answers(&answer.status().to_string()),
            ));
        }
        let bytes = answer
            .binary()
            .await
            .map_err(|_| failed(words().page_connection_broke().to_owned()))?;
        Ok(Upload { name, bytes })
    }))
    .await
}

/// Hands a file to the user.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    download_parts(name, media_type, &Array::of1(&Uint8Array::from(bytes)))
}

/// Hands a file to the user that comes in parts, which are arrays of bytes.
pub fn download_parts(name: &str, media_type: &str, parts: &Array) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    download_blob(
        name,
        &Blob::new_with_u8_array_sequence_and_options(parts, &options)?,
    )
}

/// Hands to the user what the browser holds.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser takes the file's bytes later, so its address has to outlive this task.
    gloo_timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&address)))
        .forget();
    Ok(())
}

/// Runs all at once; their results in order, or the first failure.
async fn all<T, F>(futures: impl Iterator<Item = F>) -> Result<Vec<T>, String>
where
    F: Future<Output = Result<T, String>> + 'static,
{
    let mut waiting: Vec<(Option<T>, Pin<Box<F>>)> =
        futures.map(|future| (None, Box::pin(future))).collect();
    std::future::poll_fn(|context| {
        let mut ready = true;
        for (result, future) in waiting.iter_mut().filter(|(result, _)| result.is_none()) {
            match future.as_mut().poll(context) {
                Poll::Ready(Ok(value)) => *result = Some(value),
                Poll::Ready(Err(why)) => return Poll::Ready(Err(why)),
                Poll::Pending => ready = false,
            }
        }
        if ready {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    })
    .await?;
    Ok(waiting
        .into_iter()
        .filter_map(|(result, _)| result)
        .collect())
}
