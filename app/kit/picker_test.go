package kit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
)

// folder holds a sealed file, a text and a folder with another sealed file.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "from R"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.afterglow", "notes.txt", "from R/b.afterglow", ".hidden.afterglow"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// names is what the picker offers.
func names(w fyne.Window) (list []string) {
	collect(w.Canvas().Overlays().Top(), func(i *kit.RailItem) { list = append(list, i.AccessibilityLabel()) })
	return list
}

func press(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	item := find(w.Canvas().Overlays().Top(), func(i *kit.RailItem) bool { return i.AccessibilityLabel() == name })
	if item == nil {
		t.Fatalf("no %q among %q", name, names(w))
	}
	test.Tap(item)
}

func TestAFileIsFoundByGoingThroughFolders(t *testing.T) {
	start(t)
	dir := folder(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	var got string
	kit.AskOpen(w, words, "Open a shared file", dir, []string{".afterglow"}, func(p string) { got = p })
	if list := names(w); len(list) != 3 || list[1] != "from R /" || list[2] != "a.afterglow" {
		t.Errorf("offered: %q", list)
	}
	press(t, w, "from R /")
	press(t, w, "b.afterglow")
	if got != filepath.Join(dir, "from R", "b.afterglow") || w.Canvas().Overlays().Top() != nil {
		t.Errorf("chose %q", got)
	}
}

func TestATypedNameIsTakenOrSaidToBeMissing(t *testing.T) {
	start(t)
	dir := folder(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	var got string
	kit.AskOpen(w, words, "Open", dir, nil, func(p string) { got = p })
	name := find(w.Canvas().Overlays().Top(), func(*kit.Field) bool { return true })
	for _, bad := range []string{"", "nothing.afterglow"} {
		name.SetText(bad)
		key(w, fyne.KeyReturn)
		if got != "" || name.Note() == "" {
			t.Errorf("%q: chose %q, says %q", bad, got, name.Note())
		}
	}
	name.SetText(filepath.Join(dir, "notes.txt"))
	key(w, fyne.KeyReturn)
	if got != filepath.Join(dir, "notes.txt") {
		t.Errorf("chose %q", got)
	}
}

func TestSavingTouchesNothingAndAsksBeforeReplacing(t *testing.T) {
	start(t)
	dir := folder(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	var got string
	save := func(name string) *kit.Field {
		got = ""
		kit.AskSave(w, words, "Seal", dir, name, func(p string) { got = p })
		return find(w.Canvas().Overlays().Top(), func(*kit.Field) bool { return true })
	}

	save("new.afterglow")
	key(w, fyne.KeyReturn)
	if got != filepath.Join(dir, "new.afterglow") {
		t.Errorf("chose %q", got)
	}
	if _, err := os.Stat(got); err == nil {
		t.Error("the file was made by choosing it")
	}

	save("new.afterglow").SetText("other")
	key(w, fyne.KeyReturn)
	if got != filepath.Join(dir, "other.afterglow") {
		t.Errorf("without an ending: chose %q", got)
	}

	save("a.afterglow")
	key(w, fyne.KeyReturn)
	if got != "" {
		t.Error("a file was to be replaced without a word")
	}
	key(w, fyne.KeyEscape) // no
	if got != "" {
		t.Error("Escape replaced the file")
	}
	key(w, fyne.KeyReturn)
	w.Canvas().FocusNext() // from Cancel to Replace
	key(w, fyne.KeyReturn)
	if got != filepath.Join(dir, "a.afterglow") {
		t.Errorf("chose %q", got)
	}
	if b, _ := os.ReadFile(got); string(b) != "a.afterglow" {
		t.Error("the old file was touched")
	}

	// An ending is added before the look whether such a file is there.
	save("a.afterglow").SetText("a")
	key(w, fyne.KeyReturn)
	if got != "" {
		t.Error("a file was to be replaced without a word, its ending left out")
	}
}

func TestTabThroughManyFoldersStaysInSight(t *testing.T) {
	start(t)
	dir := t.TempDir()
	for i := range 40 {
		if err := os.Mkdir(filepath.Join(dir, fmt.Sprintf("folder %02d", i)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	kit.AskOpen(w, words, "Open", dir, nil, func(string) {})
	last := find(w.Canvas().Overlays().Top(), func(i *kit.RailItem) bool { return i.AccessibilityLabel() == "folder 39 /" })
	name := find(w.Canvas().Overlays().Top(), func(*kit.Field) bool { return true })
	at := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y }
	if at(last) < at(name) {
		t.Fatal("all folders fit: nothing is tried")
	}
	w.Canvas().Focus(last)
	if at(last)+last.Size().Height > at(name) {
		t.Error("Tab led out of sight")
	}
}

func TestAFolderIsFoundByGoingThroughFoldersOrTyped(t *testing.T) {
	start(t)
	dir := folder(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	var got string
	fault := func(path string) string {
		if path == dir {
			return "not this one"
		}
		return ""
	}
	kit.AskFolder(w, words, "Where", dir, fault, func(p string) { got = p })
	if list := names(w); len(list) != 2 || list[1] != "from R /" {
		t.Errorf("offered: %q", list)
	}
	name := find(w.Canvas().Overlays().Top(), func(*kit.Field) bool { return true })
	for typed, note := range map[string]string{dir: "not this one", filepath.Join(dir, "notes.txt"): words.T("kit.no_such_folder"), "": words.T("kit.name_missing")} {
		name.SetText(typed)
		key(w, fyne.KeyReturn)
		if got != "" || name.Note() != note {
			t.Errorf("%q: chose %q, says %q", typed, got, name.Note())
		}
	}
	press(t, w, "from R /")
	if name.Text() != filepath.Join(dir, "from R") || name.Note() != "" {
		t.Errorf("in the folder the field shows %q, says %q", name.Text(), name.Note())
	}
	key(w, fyne.KeyReturn)
	if got != filepath.Join(dir, "from R") || w.Canvas().Overlays().Top() != nil {
		t.Errorf("chose %q", got)
	}
	kit.AskFolder(w, words, "Where", filepath.Join(dir, "nowhere"), fault, func(p string) { got = p })
	name = find(w.Canvas().Overlays().Top(), func(*kit.Field) bool { return true })
	name.SetText(filepath.Join(dir, "from R") + string(filepath.Separator))
	key(w, fyne.KeyReturn)
	if got != filepath.Join(dir, "from R") {
		t.Errorf("chose %q", got)
	}
}
