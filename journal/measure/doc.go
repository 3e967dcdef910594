// Package measure knows questionnaires as data: what a file of one holds, what
// answers fit it, and the score they give. It knows nothing of journals, and it
// judges nothing: a published range is a row to be shown with its source.
//
// # Contract
//
//   - Parse accepts a measure of ours and one that a therapist wrote by the same
//     rules, and says of any other in one line which field is wrong.
//   - A score is there only when every scored item is answered (domain.md §3.2):
//     nothing is prorated.
//   - An Instrument never changes under its id and version. New texts are a new
//     version; answers name the version they were given to.
//   - Nothing here panics on what it is given.
package measure
