// Package route says what a page of the window is and how one is named.
//
// A Route is a value: it can be compared, kept in the history and written as
// text, and it never holds a widget. The shell alone turns a Route into a
// Page, shows it, and takes it away again.
//
// A Page must offer its content and its route. Everything else is an ability
// the shell finds by type assertion, in this order:
//
//   - shown: Content, then Refresher.Refresh when the page was shown before,
//     then Focuser.Focus;
//   - Escape pressed: Escaper.Escape; when that answers false, the shell goes back;
//   - left for another page: Leaver.Leave, and the next page is shown when done
//     has been called, or first the one that Detour.Detour names;
//   - locked: Keeper.PutAway and Keeper.Unsaved, then Wiper.Wipe, and the page is
//     never shown again. Nobody is asked anything.
//
// Every method is called on the window's thread.
package route
