package docs_test

// A reader of the sealed file and the contact card, written from FORMAT.md
// sections 2 and 3 alone, with age's own library for what is age's. It uses
// nothing of this project.

import (
	"archive/tar"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
)

// sealedFile is what is in NAME.afterglow.
type sealedFile struct {
	manifest manifest
	names    []string // in their order
	cover    struct {
		Line string `json:"line"`
	}
	entries  []sharedEntry
	sessions []sharedSession
}

type format struct {
	Name  string `json:"name"`
	Major int    `json:"major"`
	Minor int    `json:"minor"`
}

// manifest is manifest.json (2.3).
type manifest struct {
	Format   format `json:"format"`
	BundleID string `json:"bundle_id"`
	MadeAt   string `json:"made_at"`
	Maker    struct {
		Alias      string `json:"alias"`
		SigningKey string `json:"signing_key"`
	} `json:"maker"`
	Recipients []string `json:"recipients"`
	Sequence   int      `json:"sequence"`
	Previous   string   `json:"previous"`
	Purpose    string   `json:"purpose"`
	Period     struct {
		From string `json:"from"`
		To   string `json:"to"`
	} `json:"period"`
	Supersedes string `json:"supersedes"`
	Files      []struct {
		Path   string `json:"path"`
		Size   int    `json:"size"`
		SHA256 string `json:"sha256"`
	} `json:"files"`
}

// sharedEntry and sharedSession are elements of the data (2.5).
type sharedEntry struct {
	ID         string   `json:"id"`
	Revision   uint64   `json:"revision"`
	Kind       string   `json:"kind"`
	Phase      string   `json:"phase"`
	Title      string   `json:"title"`
	OccurredAt string   `json:"occurred_at"`
	WrittenAt  string   `json:"written_at"`
	EditedAt   string   `json:"edited_at"`
	SessionID  string   `json:"session_id"`
	SameDay    bool     `json:"same_day"`
	Tags       []string `json:"tags"`
	Sections   []struct {
		Key     string `json:"key"`
		Heading string `json:"heading"`
		Text    string `json:"text"`
	} `json:"sections"`
	Words      int    `json:"words"`
	RecordPref string `json:"record_pref"`
}

type sharedSession struct {
	ID         string `json:"id"`
	Seq        int    `json:"seq"`
	Phase      string `json:"phase"`
	Date       string `json:"date"`
	Route      string `json:"route"`
	Dose       string `json:"dose_as_prescribed"`
	Intention  string `json:"intention_line"`
	Status     string `json:"status"`
	RecordPref string `json:"record_pref"`
}

// text is the whole entry (2.5).
func (e sharedEntry) text() string {
	if len(e.Sections) == 1 && e.Sections[0].Heading == "" {
		return e.Sections[0].Text
	}
	var parts []string
	for _, s := range e.Sections {
		switch {
		case strings.TrimSpace(s.Text) == "":
		case s.Heading == "":
			parts = append(parts, s.Text)
		default:
			parts = append(parts, "## "+s.Heading+"\n\n"+s.Text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// openSealed checks and reads a sealed file in the order of 2.7.
func openSealed(file []byte, key age.Identity, recipient string) (*sealedFile, error) {
	plain, err := age.Decrypt(bytes.NewReader(file), key)
	if err != nil {
		return nil, err
	}
	inside, err := io.ReadAll(plain)
	if err != nil {
		return nil, err
	}
	s, files := &sealedFile{}, map[string][]byte{}
	for archive := tar.NewReader(bytes.NewReader(inside)); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || h.Typeflag != tar.TypeReg || h.Mode != 0o600 {
			return nil, fmt.Errorf("not a plain file: %v", err)
		}
		if files[h.Name], err = io.ReadAll(archive); err != nil {
			return nil, err
		}
		s.names = append(s.names, h.Name)
	}
	if len(s.names) < 2 || s.names[0] != "manifest.json" || s.names[1] != "manifest.json.sig" {
		return nil, errors.New("manifest and signature are not first")
	}
	if err := strict(files["manifest.json"], &s.manifest); err != nil {
		return nil, err
	}
	if s.manifest.Format != (format{"afterglow-bundle", 1, 1}) {
		return nil, errors.New("another version")
	}
	if err := verify("afterglow-bundle-v1", s.manifest.Maker.SigningKey, files["manifest.json.sig"], files["manifest.json"]); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(recipient))
	if !slices.Contains(s.manifest.Recipients, "SHA256:"+base64.RawStdEncoding.EncodeToString(sum[:])) {
		return nil, errors.New("made for someone else")
	}
	if len(s.manifest.Files) != len(s.names)-2 {
		return nil, errors.New("files are missing, or were added")
	}
	for _, f := range s.manifest.Files {
		sum := sha256.Sum256(files[f.Path])
		if len(files[f.Path]) != f.Size || hex.EncodeToString(sum[:]) != f.SHA256 {
			return nil, fmt.Errorf("%s was changed", f.Path)
		}
	}
	for name, to := range map[string]any{"data/cover.json": &s.cover, "data/entries.json": &s.entries, "data/sessions.json": &s.sessions} {
		if b, ok := files[name]; ok {
			if err := strict(b, to); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return s, nil
}

// card is the value of "card" in a contact card (3).
type card struct {
	Format     format   `json:"format"`
	Name       string   `json:"name"`
	Role       string   `json:"role"`
	Recipients []string `json:"recipients"`
	SigningKey string   `json:"signing_key"`
}

func openCard(file []byte) (c card, err error) {
	var envelope struct {
		Card      json.RawMessage `json:"card"`
		Signature string          `json:"signature"`
	}
	if err := strict(file, &envelope); err != nil {
		return c, err
	}
	if err := strict(envelope.Card, &c); err != nil {
		return c, err
	}
	if c.Format != (format{"afterglow-card", 1, 0}) {
		return c, errors.New("another version")
	}
	return c, verify("afterglow-card-v1", c.SigningKey, []byte(envelope.Signature), envelope.Card)
}

// verify checks an armoured SSHSIG (2.4; OpenSSH's PROTOCOL.sshsig).
func verify(namespace, signingKey string, armoured, message []byte) error {
	bad := errors.New("the signature does not hold")
	body := strings.TrimSpace(string(armoured))
	body = strings.TrimSuffix(strings.TrimPrefix(body, "-----BEGIN SSH SIGNATURE-----"), "-----END SSH SIGNATURE-----")
	blob, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(body, "\n", ""))
	if err != nil || len(blob) < 10 || string(blob[:6]) != "SSHSIG" || binary.BigEndian.Uint32(blob[6:]) != 1 {
		return bad
	}
	fields := wire(blob[10:])
	if len(fields) != 5 || fields[1] != namespace || fields[3] != "sha512" ||
		"ssh-ed25519 "+base64.StdEncoding.EncodeToString([]byte(fields[0])) != signingKey {
		return bad
	}
	key, signature := wire([]byte(fields[0])), wire([]byte(fields[4]))
	if len(key) != 2 || len(key[1]) != ed25519.PublicKeySize || len(signature) != 2 {
		return bad
	}
	digest := sha512.Sum512(message)
	signed := []byte("SSHSIG")
	for _, part := range []string{namespace, fields[2], fields[3], string(digest[:])} {
		signed = append(binary.BigEndian.AppendUint32(signed, uint32(len(part))), part...)
	}
	if !ed25519.Verify([]byte(key[1]), signed, []byte(signature[1])) {
		return bad
	}
	return nil
}

// wire takes apart SSH strings, each behind its length as u32.
func wire(b []byte) (fields []string) {
	for len(b) >= 4 {
		n := int(binary.BigEndian.Uint32(b))
		if n > len(b)-4 {
			return nil
		}
		fields, b = append(fields, string(b[4:4+n])), b[4+n:]
	}
	return fields
}

// strict refuses keys that FORMAT.md does not name.
func strict(b []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(to)
}
