package outfile

import "testing"

func TestOnlyAFileIsHandedToTheViewer(t *testing.T) {
	for path, want := range map[string]string{
		"/home/m/Robin 2026.pdf":     "file:///home/m/Robin%202026.pdf",
		"/tmp/a?b#c%.pdf":            "file:///tmp/a%3Fb%23c%25.pdf",
		"https://example.org/a.pdf":  "file:///https://example.org/a.pdf",
		"//example.org/share/me.pdf": "file:////example.org/share/me.pdf",
	} {
		if u := address(path); u.Scheme != "file" || u.Host != "" || u.String() != want {
			t.Errorf("%s is handed on as %s", path, u)
		}
	}
}
