package crypto

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"filippo.io/age"
)

const (
	// scryptWorkFactor is log2 of scrypt's cost: 256 MiB and half a second.
	// Files are sealed with it and no opener of ours accepts more; the age
	// library alone would accept 2^22, 4 GiB and a quarter of a minute.
	scryptWorkFactor = 18

	// maxRecipients is how many people one file is sealed for at most.
	maxRecipients = 64
)

// SealFile starts an age file for all of the recipients (see [CheckRecipient]).
// What is written to the result is encrypted to w. The file is whole only once
// Close has returned nil; Close does not close w. Errors are [ErrBadRecipient],
// [ErrMixedRecipients], or w's own.
func SealFile(w io.Writer, recipients []string) (io.WriteCloser, error) {
	parsed, err := parseRecipients(recipients)
	if err != nil {
		return nil, err
	}
	return encrypt(w, parsed...)
}

// SealFileWithPassphrase is [SealFile] for whoever knows the passphrase, which
// is used as it is: pass what [NormalizePassphrase] returns. It works for half
// a second and takes 256 MiB meanwhile. An empty passphrase is [ErrTooWeak].
func SealFileWithPassphrase(w io.Writer, passphrase []byte) (io.WriteCloser, error) {
	if len(passphrase) == 0 {
		return nil, fmt.Errorf("%w: the passphrase is empty", ErrTooWeak)
	}
	recipient, err := age.NewScryptRecipient(string(passphrase))
	if err != nil {
		return nil, fmt.Errorf("could not use the passphrase: %w", err)
	}
	recipient.SetWorkFactor(scryptWorkFactor)
	defer debug.FreeOSMemory()
	return encrypt(w, recipient)
}

// encrypt passes on w's errors and tells a key that cannot be used from them.
func encrypt(w io.Writer, recipients ...age.Recipient) (io.WriteCloser, error) {
	target := &watchedWriter{w: w}
	sealed, err := age.Encrypt(target, recipients...)
	switch {
	case err == nil:
		return sealed, nil
	case target.err != nil:
		return nil, fmt.Errorf("could not write the sealed file: %w", target.err)
	default:
		return nil, ErrBadRecipient
	}
}

// OpenFile opens an age file (binary, not armoured) of size bytes for reading at
// any place, and gives the size of what is in it. [ErrWrongKey] if the key does
// not fit; [ErrDamaged] if the header was changed, though a change in just the
// part meant for this key looks like a wrong key, or if the file was cut short;
// [ErrAbsurdWork], at once, if it asks for more than 2^18 of scrypt. Errors of r
// itself are passed on.
//
// What is read of the result is authentic piece by piece only: [ErrDamaged]
// comes with the piece that was changed. Use nothing of it before all of it was
// read once.
func OpenFile(r io.ReaderAt, size int64, key FileKey) (plain io.ReaderAt, plainSize int64, err error) {
	identities, work, err := key.identities()
	if err != nil {
		return nil, 0, err
	}
	if work {
		defer debug.FreeOSMemory()
	}
	sealed, plainSize, err := age.DecryptReaderAt(sealedSource{r}, size, identities...)
	if err != nil {
		return nil, 0, explain(err)
	}
	return plainReader{sealed}, plainSize, nil
}

// plainReader translates the errors of the payload.
type plainReader struct{ sealed io.ReaderAt }

func (p plainReader) ReadAt(b []byte, off int64) (int, error) {
	n, err := p.sealed.ReadAt(b, off)
	if err == nil || err == io.EOF {
		return n, err
	}
	return n, explain(err)
}

// sealedSource marks the errors of the source that are not its end, so that a
// failing disk is not taken for a damaged file.
type sealedSource struct{ r io.ReaderAt }

func (s sealedSource) ReadAt(b []byte, off int64) (int, error) {
	n, err := s.r.ReadAt(b, off)
	if err != nil && err != io.EOF {
		err = &sourceError{err}
	}
	return n, err
}

// sourceError is what the source itself said.
type sourceError struct{ err error }

func (e *sourceError) Error() string { return e.err.Error() }
func (e *sourceError) Unwrap() error { return e.err }

// explain turns an error of the age library, which may quote the file, into
// one of ours, which does not.
func explain(err error) error {
	var source *sourceError
	var noMatch *age.NoIdentityMatchError
	switch {
	case errors.As(err, &source):
		return fmt.Errorf("could not read the sealed file: %w", source.err)
	case errors.Is(err, ErrAbsurdWork):
		return ErrAbsurdWork
	case errors.As(err, &noMatch):
		return ErrWrongKey
	default:
		return ErrDamaged
	}
}

// watchedWriter remembers an error of the target.
type watchedWriter struct {
	w   io.Writer
	err error
}

func (t *watchedWriter) Write(b []byte) (int, error) {
	n, err := t.w.Write(b)
	if err != nil {
		t.err = err
	}
	return n, err
}
