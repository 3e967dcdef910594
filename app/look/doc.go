// Package look is how Afterglow's window looks: one fyne.Theme with four
// variants, a text size and the two typefaces.
//
// Use it like this:
//
//	fyne.CurrentApp().Settings().SetTheme(look.New(look.Settings{Variant: look.Dusk, TextScale: 1.2}))
//
// What is promised:
//
//   - Every colour and every size a Fyne widget asks for is answered here; the
//     variant Fyne passes in (light or dark, as the desktop says) is ignored,
//     because the person chose one of ours.
//   - Every pair of text and ground reaches WCAG AA (4.5:1, and 7:1 in the
//     contrast variants); every border of a control and the focus ring reach
//     3:1. A test holds each pair that is really drawn.
//   - Text sizes follow TextScale, 0.8 to 2.0; margins and corners do not.
//
// Two kinds of letters: the sans speaks for the program, the serif for people.
// A text asks for the serif with a text style (Serif, SerifBold, SerifItalic),
// not with a theme of its own: Fyne measures text by style alone, so a font
// that came from an overriding theme would be drawn with one face and wrapped
// with the measures of another (measured with 2.8.1: fyne.MeasureText never
// sees container.ThemeOverride). An overriding theme is safe for sizes and
// colours, and Sized, Plain and Night use it for those.
package look
