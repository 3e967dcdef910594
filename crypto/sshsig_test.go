package crypto_test

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"pgregory.net/rapid"

	"afterglow/crypto"
)

const namespace = "afterglow-bundle-v1"

func newIdentity(t testing.TB) *crypto.Identity {
	t.Helper()
	id, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func sign(t testing.TB, id *crypto.Identity, message []byte) []byte {
	t.Helper()
	armored, err := id.Sign(namespace, message)
	if err != nil {
		t.Fatal(err)
	}
	return armored
}

// sshKeygen runs the real program, which openssh-client brings.
func sshKeygen(t *testing.T, stdin []byte, args ...string) string {
	t.Helper()
	cmd := exec.Command("ssh-keygen", args...)
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("ssh-keygen %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func writeFile(t *testing.T, path string, content []byte) string {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSignatureRoundTrip(t *testing.T) {
	id := newIdentity(t)
	rapid.Check(t, func(t *rapid.T) {
		message := drawBytes(t, "message")
		armored, err := id.Sign(namespace, message)
		if err != nil {
			t.Fatal(err)
		}
		key, err := crypto.VerifySignature(namespace, armored, message)
		if err != nil || key != id.SigningKey() {
			t.Fatalf("verified %q, %v", key, err)
		}
		if _, err := crypto.VerifySignature(namespace, armored, append(message, 'x')); !errors.Is(err, crypto.ErrDamaged) {
			t.Fatalf("another message: %v", err)
		}
		if _, err := crypto.VerifySignature("afterglow-card-v1", armored, message); !errors.Is(err, crypto.ErrDamaged) {
			t.Fatalf("another namespace: %v", err)
		}
	})
}

func TestSigningNeedsANamespace(t *testing.T) {
	if _, err := newIdentity(t).Sign("", []byte("words")); err == nil {
		t.Error("signed for anything at all")
	}
	if _, err := crypto.VerifySignature("", nil, nil); !errors.Is(err, crypto.ErrDamaged) {
		t.Error(err)
	}
}

func TestSSHKeygenVerifiesOurs(t *testing.T) {
	id, message, dir := newIdentity(t), []byte("a manifest\n"), t.TempDir()
	signature := writeFile(t, filepath.Join(dir, "manifest.json.sig"), sign(t, id, message))
	allowed := writeFile(t, filepath.Join(dir, "allowed"), []byte("ada "+id.SigningKey()+"\n"))
	out := sshKeygen(t, message, "-Y", "verify", "-n", namespace, "-f", allowed, "-I", "ada", "-s", signature)
	if !strings.Contains(out, "Good") {
		t.Error(out)
	}
}

func TestWeVerifySSHKeygens(t *testing.T) {
	dir := t.TempDir()
	key := filepath.Join(dir, "key")
	sshKeygen(t, nil, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key)
	message := []byte("signed by a stock tool")
	file := writeFile(t, filepath.Join(dir, "message"), message)
	sshKeygen(t, nil, "-q", "-Y", "sign", "-n", namespace, "-f", key, file)
	armored, err := os.ReadFile(file + ".sig")
	if err != nil {
		t.Fatal(err)
	}
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	got, err := crypto.VerifySignature(namespace, armored, message)
	if err != nil || got != strings.TrimSpace(string(public)) {
		t.Errorf("%q, %v; want %q", got, err, public)
	}
	windows := bytes.ReplaceAll(armored, []byte("\n"), []byte("\r\n"))
	if _, err := crypto.VerifySignature(namespace, windows, message); err != nil {
		t.Errorf("with the line ends of Windows: %v", err)
	}
	if _, err := crypto.VerifySignature(namespace, bytes.TrimSuffix(armored, []byte("\n")), message); err != nil {
		t.Errorf("without the last line end: %v", err)
	}
}

// Ed25519 is deterministic, so with one key both must write the same bytes.
func TestOurBytesAreSSHKeygens(t *testing.T) {
	id, dir, message := newIdentity(t), t.TempDir(), []byte("words\n")
	block, err := ssh.MarshalPrivateKey(crypto.SigningPrivateKey(id), "")
	if err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(dir, "key")
	writeFile(t, key, pem.EncodeToMemory(block))
	file := writeFile(t, filepath.Join(dir, "message"), message)
	sshKeygen(t, nil, "-q", "-Y", "sign", "-n", namespace, "-f", key, file)
	theirs, err := os.ReadFile(file + ".sig")
	if err != nil {
		t.Fatal(err)
	}
	if ours := sign(t, id, message); !bytes.Equal(ours, theirs) {
		t.Errorf("ours:\n%s\nssh-keygen's:\n%s", ours, theirs)
	}
}

func TestOtherKindsOfKeyAreRefused(t *testing.T) {
	for _, kind := range []string{"rsa", "ecdsa"} {
		dir := t.TempDir()
		key := filepath.Join(dir, "key")
		sshKeygen(t, nil, "-q", "-t", kind, "-N", "", "-f", key)
		file := writeFile(t, filepath.Join(dir, "message"), []byte("words"))
		sshKeygen(t, nil, "-q", "-Y", "sign", "-n", namespace, "-f", key, file)
		armored, err := os.ReadFile(file + ".sig")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := crypto.VerifySignature(namespace, armored, []byte("words")); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// rearmor changes the decoded blob of a signature and wraps it again.
func rearmor(t testing.TB, armored []byte, change func(blob []byte) []byte) []byte {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(armored)), "\n")
	blob, err := base64.StdEncoding.DecodeString(strings.Join(lines[1:len(lines)-1], ""))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(lines[0] + "\n" + base64.StdEncoding.EncodeToString(change(blob)) + "\n" + lines[len(lines)-1] + "\n")
}

func TestEveryChangedByteOfASignatureIsNoticed(t *testing.T) {
	id, message := newIdentity(t), []byte("words")
	armored := sign(t, id, message)
	var length int
	rearmor(t, armored, func(blob []byte) []byte { length = len(blob); return blob })
	for i := range length {
		for _, bit := range []byte{1, 0x80} {
			changed := rearmor(t, armored, func(blob []byte) []byte { blob[i] ^= bit; return blob })
			if _, err := crypto.VerifySignature(namespace, changed, message); !errors.Is(err, crypto.ErrDamaged) {
				t.Fatalf("byte %d: %v", i, err)
			}
		}
		cut := rearmor(t, armored, func(blob []byte) []byte { return blob[:i] })
		if _, err := crypto.VerifySignature(namespace, cut, message); !errors.Is(err, crypto.ErrDamaged) {
			t.Fatalf("cut to %d bytes: %v", i, err)
		}
	}
}

func TestMalformedSignatures(t *testing.T) {
	message := []byte("words")
	good := string(sign(t, newIdentity(t), message))
	tests := map[string]string{
		"empty":            "",
		"no armour":        strings.Split(good, "\n")[1],
		"text before":      "hello\n" + good,
		"text after":       good + "hello\n",
		"two signatures":   good + good,
		"no end":           strings.TrimSuffix(good, "-----END SSH SIGNATURE-----\n"),
		"only armour":      "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
		"a space in it":    strings.Replace(good, "\n", "\n ", 1),
		"trailing bytes":   string(rearmor(t, []byte(good), func(b []byte) []byte { return append(b, 0) })),
		"a megabyte of it": good[:60] + strings.Repeat("A", 1<<20) + good[60:],
	}
	for name, armored := range tests {
		if key, err := crypto.VerifySignature(namespace, []byte(armored), message); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%s: %q, %v", name, key, err)
		}
	}
	if _, err := crypto.VerifySignature(namespace, []byte(good), message); err != nil {
		t.Errorf("unchanged: %v", err)
	}
}

func TestSigningKeyWordsNameTheFingerprint(t *testing.T) {
	id, dir := newIdentity(t), t.TempDir()
	words, err := crypto.SigningKeyWords(id.SigningKey())
	if err != nil || len(words) != 8 {
		t.Fatal(words, err)
	}
	// "256 SHA256:… no comment (ED25519)"
	public := writeFile(t, filepath.Join(dir, "key.pub"), []byte(id.SigningKey()+"\n"))
	printed := strings.Fields(sshKeygen(t, nil, "-l", "-E", "sha256", "-f", public))[1]
	sum, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(printed, "SHA256:"))
	if err != nil {
		t.Fatal(err)
	}
	if want := crypto.WordsOfDigest(sum); !slices.Equal(words, want) {
		t.Errorf("words %v, from ssh-keygen's fingerprint %v", words, want)
	}
}

func TestMalformedSigningKeys(t *testing.T) {
	good := newIdentity(t).SigningKey()
	for name, line := range map[string]string{
		"empty":          "",
		"comment":        good + " ada",
		"line end":       good + "\n",
		"space before":   " " + good,
		"two spaces":     strings.Replace(good, " ", "  ", 1),
		"RSA":            strings.Replace(good, "ssh-ed25519", "ssh-rsa", 1),
		"inner RSA":      strings.Replace(good, "AAAAC3NzaC1lZDI1NTE5", "AAAAC3NzaC1lZDI1NTE6", 1),
		"cut":            good[:len(good)-4],
		"not base64":     good[:len(good)-1] + "!",
		"wrapped base64": good[:40] + "\n" + good[41:],
	} {
		if words, err := crypto.SigningKeyWords(line); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%s: %v, %v", name, words, err)
		}
	}
}

func FuzzVerifySignature(f *testing.F) {
	id := newIdentity(f)
	message := []byte("words")
	armored := sign(f, id, message)
	f.Add(armored, message)
	f.Add([]byte("-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"), message)
	f.Add(bytes.ReplaceAll(armored, []byte("\n"), []byte("\r\n")), message)
	f.Fuzz(func(t *testing.T, armored, message []byte) {
		key, err := crypto.VerifySignature(namespace, armored, message)
		if err != nil {
			if !errors.Is(err, crypto.ErrDamaged) {
				t.Error(err)
			}
			return
		}
		if _, err := crypto.SigningKeyWords(key); err != nil {
			t.Errorf("verified by %q, which is no key: %v", key, err)
		}
	})
}

func FuzzSigningKeyLine(f *testing.F) {
	f.Add(newIdentity(f).SigningKey())
	f.Add("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Add("ssh-ed25519 ")
	f.Fuzz(func(t *testing.T, line string) {
		words, err := crypto.SigningKeyWords(line)
		if (err == nil) != (len(words) == 8) {
			t.Errorf("%v, %v", words, err)
		}
		if err != nil && !errors.Is(err, crypto.ErrDamaged) {
			t.Error(err)
		}
	})
}
