// Package app is the window: it turns routes into pages, keeps the rail and
// the menus, opens and locks the journal, and tells what went wrong in words.
//
// # Contract
//
//   - Everything here runs on the window's thread; long work goes through the
//     Runner, of which there is one for each opening of a journal.
//   - A page is left only after it has finished what it was doing (its Leaver):
//     no way out of a page loses a word.
//   - Lock covers the window, saves what the page holds (its Keeper), ends all
//     work, makes the backup there is to make, closes the journal, wipes every page
//     that was built, clears the clipboard if it holds ours, and shows the Open page,
//     in a fresh process where there is a way to that. It asks nobody and waits for
//     nothing without a limit; words that no disk takes wait sealed in memory.
//     Nothing of the journal is reachable afterwards.
//   - What is open locks by itself when nothing was done for a while.
//   - Escape asks the dialog on top, then the page, then goes back.
//   - The window's title never holds a person's words.
//
// Shell is composed of small parts, each in its file: navigation, door (create,
// unlock), lock, idle, menu, messages, files, clipboard.
package app
