// Package reading is where one entry is read: the Read page, and History with
// its earlier versions.
//
// What is promised, each held by a test:
//
//   - Text is shown through package markdown: nothing in it fetches or runs.
//   - Reading changes nothing. The mark "for my therapist" is changed by a press
//     and can be taken back by another.
//   - Deleting moves to the trash, with a way back.
//   - Bringing a version back saves it as the newest: the one it replaces stays
//     in the history, and who may see the entry does not change.
//   - Arrow keys, Page Up and Page Down move the page.
package reading
