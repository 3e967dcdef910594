package report

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

//go:embed testdata/axe/axe.min.js
var axe string

// picture is where to put a picture of the page, for docs.
var picture = flag.String("picture", "", "write a picture of summary.html to this file")

// browser is a Chromium without a window, spoken to through a pair of pipes.
type browser struct {
	t       *testing.T
	to      *os.File
	from    *bufio.Reader
	session string // of the page
	last    int
	events  []message
}

type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

// newBrowser starts one that ends with the test.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Fatal("this test reads the page in Chromium, which is missing: scripts/need test installs it")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	arguments := []string{"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--remote-debugging-pipe", "--user-data-dir=" + filepath.Join(t.TempDir(), "profile")}
	if os.Geteuid() == 0 {
		arguments = append(arguments, "--no-sandbox") // it has none for root
	}
	cmd := exec.CommandContext(ctx, program, arguments...)
	theirs, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, theirsToo, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.ExtraFiles = []*os.File{theirs, theirsToo}
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	theirsToo.Close()
	b := &browser{t: t, to: to, from: bufio.NewReader(from)}
	t.Cleanup(func() {
		b.session = ""
		b.call("Browser.close", nil)
		_ = cmd.Wait()
		cancel()
		to.Close()
		from.Close()
	})
	var target struct{ TargetID string }
	b.into(b.call("Target.createTarget", map[string]any{"url": "about:blank"}), &target)
	var attached struct{ SessionID string }
	b.into(b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}), &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Network", "Page", "Runtime", "Log"} {
		b.call(domain+".enable", nil)
	}
	return b
}

func (b *browser) into(raw json.RawMessage, v any) {
	b.t.Helper()
	if err := json.Unmarshal(raw, v); err != nil {
		b.t.Fatal(err)
	}
}

// call asks for something and waits for the answer; events on the way are kept.
func (b *browser) call(method string, params any) json.RawMessage {
	b.t.Helper()
	b.last++
	line, err := json.Marshal(map[string]any{"id": b.last, "method": method, "params": params, "sessionId": b.session})
	if b.session == "" {
		line, err = json.Marshal(map[string]any{"id": b.last, "method": method, "params": params})
	}
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.to.Write(append(line, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		if m := b.next(); m.ID == b.last {
			if m.Error != nil {
				b.t.Fatalf("%s: %s", method, m.Error)
			}
			return m.Result
		}
	}
}

// next is the next message; events are kept.
func (b *browser) next() message {
	b.t.Helper()
	line, err := b.from.ReadBytes(0)
	if err != nil {
		b.t.Fatalf("Chromium is gone: %v", err)
	}
	var m message
	b.into(bytes.TrimSuffix(line, []byte{0}), &m)
	if m.Method != "" {
		b.events = append(b.events, m)
	}
	return m
}

// open shows a page in a look and gives what went on meanwhile.
func (b *browser) open(path, look string) []message {
	b.t.Helper()
	b.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": look}}})
	b.events = nil
	b.call("Page.navigate", map[string]any{"url": (&url.URL{Scheme: "file", Path: path}).String()})
	for !slices.ContainsFunc(b.events, func(m message) bool { return m.Method == "Page.loadEventFired" }) {
		b.next()
	}
	return b.events
}

// run runs a script in the page and gives what it came to.
func (b *browser) run(script string, v any) {
	b.t.Helper()
	var out struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.into(b.call("Runtime.evaluate", map[string]any{"expression": script, "awaitPromise": true, "returnByValue": true}), &out)
	if out.ExceptionDetails != nil {
		b.t.Fatalf("%s", out.ExceptionDetails)
	}
	if v != nil {
		b.into(out.Result.Value, v)
	}
}

// violation is what axe has against a page.
type violation struct {
	ID    string
	Help  string
	Nodes []struct{ HTML, FailureSummary string }
}

// check holds a page to what it promises: that it asks for nothing but itself, has
// no fault, and can be used by everybody.
func (b *browser) check(path, look string) {
	b.t.Helper()
	for _, m := range b.open(path, look) {
		switch m.Method {
		case "Network.requestWillBeSent":
			var request struct{ Request struct{ URL string } }
			b.into(m.Params, &request)
			if request.Request.URL != (&url.URL{Scheme: "file", Path: path}).String() {
				b.t.Errorf("%s: the page asks for %s", look, request.Request.URL)
			}
		case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded":
			b.t.Errorf("%s: %s %s", look, m.Method, m.Params)
		}
	}
	b.run(axe+"; true", nil)
	var found struct {
		Violations []violation
		Passes     []struct{ ID string }
	}
	b.run("axe.run().then(r => ({violations: r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => ({html: n.html, failureSummary: n.failureSummary}))})), passes: r.passes.map(p => ({id: p.id}))}))", &found)
	for _, v := range found.Violations {
		for _, n := range v.Nodes {
			b.t.Errorf("%s: %s (%s): %s\n%s", look, v.ID, v.Help, n.HTML, n.FailureSummary)
		}
	}
	for _, rule := range []string{"color-contrast", "svg-img-alt", "html-has-lang", "heading-order"} {
		if !slices.ContainsFunc(found.Passes, func(p struct{ ID string }) bool { return p.ID == rule }) {
			b.t.Errorf("%s: %s was not looked at", look, rule)
		}
	}
}

// The page in a real browser, of the demo journal and of a stranger's texts: no
// request, no fault, nothing that someone could not use, by day and by night.
func TestThePageInABrowser(t *testing.T) {
	b := newBrowser(t)
	folder := t.TempDir()
	page := func(name string, c bundle.Content) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, HTML(c, assets.English()), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	demo := page("summary.html", demoContent(t))
	for _, look := range []string{"light", "dark"} {
		b.check(demo, look)
	}
	hostile := demoContent(t)
	evil := `</td></svg><script src="http://127.0.0.1:9/x.js"></script><img src="http://127.0.0.1:9/i.png" onerror="alert(1)"><style>@import "http://127.0.0.1:9/s.css"</style> ![x](http://127.0.0.1:9/m.png)`
	hostile.Maker.Alias, hostile.Purpose, hostile.Cover.Line = evil, evil, evil
	for i := range hostile.Questions {
		hostile.Questions[i].Text = evil
	}
	for i := range hostile.Sessions {
		hostile.Sessions[i].Dose, hostile.Sessions[i].Intention = evil, evil
	}
	for i := range hostile.Entries {
		hostile.Entries[i].Title, hostile.Entries[i].Sections = evil, []journal.Section{{Heading: evil, Text: evil}}
	}
	b.check(page("hostile.html", hostile), "light")
	if *picture != "" {
		b.shoot(demo)
	}
}

// The checks themselves see a page that asks for something and one that nobody can use.
func TestABadPageIsSeenInTheBrowser(t *testing.T) {
	b := newBrowser(t)
	path := filepath.Join(t.TempDir(), "bad.html")
	if err := os.WriteFile(path, []byte(`<html><body><img src="http://127.0.0.1:9/x.png"><p style="color:#aaa;background:#fff">pale</p><script>console.log(1)</script>`), 0o600); err != nil {
		t.Fatal(err)
	}
	var asked, said bool
	for _, m := range b.open(path, "light") {
		asked = asked || m.Method == "Network.requestWillBeSent" && strings.Contains(string(m.Params), "x.png")
		said = said || m.Method == "Runtime.consoleAPICalled"
	}
	var rules []string
	b.run(axe+"; true", nil)
	b.run("axe.run().then(r => r.violations.map(v => v.id))", &rules)
	if !asked || !said || !slices.Contains(rules, "image-alt") || !slices.Contains(rules, "color-contrast") {
		t.Errorf("seen: a request %v, a word on the console %v, %v", asked, said, rules)
	}
}

// shoot takes a picture of page one.
func (b *browser) shoot(path string) {
	b.t.Helper()
	b.open(path, "light")
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 1040, "height": 1500, "deviceScaleFactor": 1, "mobile": false})
	var shot struct{ Data string }
	b.into(b.call("Page.captureScreenshot", map[string]any{"format": "png"}), &shot)
	png, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(*picture, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
