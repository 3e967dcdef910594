// Package received shows a shared file that was opened, and asks for its key
// before that.
//
// What is promised:
//
//   - View draws all that a reader gets to see of a bundle.Content; the Share
//     page shows the same View before sealing, so the preview is the truth.
//   - Nothing of the file is written anywhere unless the person saves it, and
//     then the page says that the saved copy is no longer sealed. The copy is
//     made anew from the Content; the maker's own pages inside are never used.
//   - The maker's name is shown as a claim, with the eight words to compare.
//   - Texts are foreign: Markdown goes through our own blocks, and lines lose
//     their control and direction characters.
//   - Wipe drops the content.
package received
