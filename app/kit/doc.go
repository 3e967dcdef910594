// Package kit is what pages are made of: texts, buttons, cards, fields, the
// reader, the editor, dialogs and layouts, in the look of package look.
//
// What is promised of everything here:
//
//   - It works by keyboard alone. What can be pressed takes the focus with Tab,
//     shows a ring, and answers to Enter and Space alike. When the focus moves
//     to something outside the visible part of a Screen, the Screen follows.
//   - Escape is never swallowed: a focused widget hands it to the canvas, where
//     the open dialog or else the shell takes it (fyne.Canvas.OnTypedKey).
//   - Texts wrap and follow the text size; nothing but Text.Ellipsis cuts them.
//   - Colours, faces and sizes come from the theme at every Refresh, so a new
//     look needs no new page.
//   - Widgets hold no business logic and start no goroutine. They tell by
//     callbacks, on the window's thread, and are used on it only.
//   - Nothing here writes to disk or to Fyne's preferences.
//
// Words of the kit's own are the messages "kit.*".
//
// A layout with height for width: Fyne asks an object how high it wants to be
// before saying how wide it may be. Column, Wrap, Columns, Beside and Screen
// set the width first and ask for the height then; use them, not
// container.NewVBox, around anything that wraps.
package kit
