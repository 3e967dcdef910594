// Package markdown reads what people write into a flat list of blocks that is
// safe to show, whoever wrote it. The window, the HTML page and the PDF all
// draw this list; nothing else in the program interprets Markdown.
//
// # Contract
//
//   - Parse never panics and never fails. Its time grows with the length of the
//     text, whatever stands in it: long or deeply marked stretches are taken as
//     plain paragraphs (see the limits below).
//   - No word is lost: every letter and digit of the text is in the blocks, in
//     order (the number of a list item in Block.Number). What is markup in the
//     file and has no words (a rule, a marker) may go.
//   - Nothing in a block can act: HTML is text, an image is its description in
//     brackets, a link is its text and its address in parentheses.
//   - Line breaks within a paragraph stay: people who keep diaries mean them.
//   - Control characters and those that turn the direction of writing are gone
//     from every span (Clean).
package markdown
