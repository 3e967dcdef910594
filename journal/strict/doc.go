// Package strict reads JSON that others wrote: a sealed file's, a contact card's,
// a measure's. It knows nothing of what the JSON means.
//
// What is promised: whatever Decode accepts means one thing to every reader, and
// no text, however made, takes more memory or depth than its limits allow. No
// error repeats a value from the text.
package strict
