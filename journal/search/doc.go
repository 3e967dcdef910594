// Package search finds words in a person's own writing the way people look for
// them: without minding capitals, accents, or which apostrophe was typed.
//
// The contract:
//
//   - Fold brings text into the form that is compared. The journal keeps the
//     folded text of every entry in memory and asks Query.Match of each; both
//     sides go through Fold. Fold works rune by rune, so the folding of a piece
//     of text is a piece of the folding of the text, and folding twice changes
//     nothing more.
//   - ParseQuery reads what a person typed. Every word must occur somewhere, in
//     any order, also inside longer words; "words in quotes" must occur together,
//     as written. No input is an error: whatever was typed is looked for.
//   - Query.Snippet is for showing a hit: one line of the original spelling, safe
//     to print on a terminal, with the place of the hit in it.
//
// Nothing here keeps state, and everything may be called from many goroutines.
package search
