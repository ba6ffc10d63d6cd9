// Starts the page's second module. A module that does not come is no error that the page could hear of, so it is told.
import("./annex.js")
  .then((annex) => annex.default())
  .catch(() => dispatchEvent(new Event("olin:failed")));
