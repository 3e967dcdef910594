package settings

import (
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	pages "afterglow/app/pages/measure"
	"afterglow/assets"
	"afterglow/journal/measure"
)

// libraries are what the program is made of, each with its licence as its own
// LICENSE file says it.
var libraries = [][2]string{
	{"Fyne", "BSD-3-Clause"},
	{"Badger", "Apache-2.0"},
	{"age", "BSD-3-Clause"},
	{"golang.org/x/crypto, text, sys, term", "BSD-3-Clause"},
	{"fpdf", "MIT"},
	{"goldmark", "MIT"},
	{"go-i18n", "MIT"},
	{"zxcvbn-go", "MIT"},
	{"flock", "BSD-3-Clause"},
	{"kong", "MIT"},
	{"Noto Sans, Noto Serif", "SIL Open Font License 1.1"},
}

func aboutCard(w *assets.Words) fyne.CanvasObject {
	version := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	list := kit.Column(4)
	for _, l := range libraries {
		list.Add(kit.Small(l[0] + " · " + l[1]))
	}
	instruments := kit.Column(12)
	for _, in := range measure.BuiltIn() {
		instruments.Add(kit.Column(2, append([]fyne.CanvasObject{kit.Small(in.Title)}, pages.Credits(w, in)...)...))
	}
	instruments.Add(kit.Small(w.T("settings.loinc")))
	return card(w.T("settings.about"),
		kit.Body(w.T("settings.version", "Version", version, "Go", runtime.Version())),
		kit.Small(w.T("notice.not_monitored")+" "+w.T("notice.not_affiliated")),
		kit.Section(w.T("settings.instruments")), instruments,
		kit.Section(w.T("settings.libraries")), list)
}
