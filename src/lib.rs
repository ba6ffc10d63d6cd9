//! In-natura economic planning in a browser tab.
