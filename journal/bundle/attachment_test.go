package bundle

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"reflect"
	"strings"
	"testing"
)

// The pictures these tests make have four corners of different colours.
var corners = []color.NRGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 0, 255}}

func fourCorners(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, corners[2*(2*y/h)+2*x/w])
		}
	}
	return img
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withEXIF puts an orientation, and a word that stands for a place, into a JPEG.
func withEXIF(b []byte, order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	tiff := []byte(mark)
	tiff = order.AppendUint16(tiff, 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	tiff = order.AppendUint32(order.AppendUint32(tiff, 0x010f0002), 0) // another key before it
	tiff = order.AppendUint32(tiff, 0)
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, orientation)
	tiff = append(tiff, "\x00\x00 GPS 51.5 N 0.1 W"...)
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := binary.BigEndian.AppendUint16(append(bytes.Clone(b[:2]), 0xff, 0xe1), uint16(len(body)+2))
	return append(append(out, body...), b[2:]...)
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(b []byte, kind, body string) []byte {
	const at = 8 + 25
	out := binary.BigEndian.AppendUint32(bytes.Clone(b[:at]), uint32(len(body)))
	out = append(append(out, kind...), body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(kind+body)))
	return append(out, b[at:]...)
}

// claiming is a PNG that says it has this many pixels.
func claiming(b []byte, w, h uint32) []byte {
	out := bytes.Clone(b)
	binary.BigEndian.PutUint32(out[16:], w)
	binary.BigEndian.PutUint32(out[20:], h)
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

func attach(t testing.TB, original []byte) (Attachment, File) {
	t.Helper()
	a, f, err := NewAttachment(context.Background(), idA, original, "the sea")
	if err != nil {
		t.Fatal(err)
	}
	return a, f
}

func TestAPictureIsTurnedUpright(t *testing.T) {
	plain := asJPEG(t, fourCorners(64, 32))
	// Where the four corners of the picture as taken are seen once it is upright.
	for orientation, want := range map[uint16]string{0: "0123", 1: "0123", 2: "1032", 3: "3210", 4: "2301", 5: "0213", 6: "2031", 7: "3120", 8: "1302", 9: "0123"} {
		for mark, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			a, f := attach(t, withEXIF(plain, order, mark, orientation))
			img, err := jpeg.Decode(bytes.NewReader(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			w, h := 64, 32
			if orientation >= 5 && orientation <= 8 {
				w, h = h, w
			}
			if img.Bounds().Dx() != w || img.Bounds().Dy() != h || a.Width != w || a.Height != h {
				t.Fatalf("orientation %d: %v, %+v", orientation, img.Bounds(), a)
			}
			got := ""
			for _, p := range []image.Point{{4, 4}, {w - 5, 4}, {4, h - 5}, {w - 5, h - 5}} {
				got += fmt.Sprint(nearest(img.At(p.X, p.Y)))
			}
			if got != want {
				t.Errorf("orientation %d in %s: corners %s, want %s", orientation, mark, got, want)
			}
		}
	}
}

// nearest is the corner a colour is of.
func nearest(c color.Color) int {
	r, g, b, _ := c.RGBA()
	for i, k := range corners {
		if (r > 1<<15) == (k.R > 0) && (g > 1<<15) == (k.G > 0) && (b > 1<<15) == (k.B > 0) {
			return i
		}
	}
	return -1
}

func TestNothingOfWhereAPictureWasTakenTravels(t *testing.T) {
	photo := withEXIF(asJPEG(t, fourCorners(40, 40)), binary.BigEndian, "MM", 1)
	photo = append(append(bytes.Clone(photo[:2]), 0xff, 0xfe, 0, 14, 'G', 'P', 'S', ' ', '5', '1', '.', '5', ' ', 'h', 'o', 'm'), photo[2:]...)
	drawing := withChunk(withChunk(asPNG(t, fourCorners(40, 40)), "tEXt", "Comment\x00GPS 51.5"), "eXIf", "II*\x00GPS 51.5")
	drawing = append(drawing, "GPS 51.5 behind the end"...)
	for mime, original := range map[string][]byte{mimeJPEG: photo, mimePNG: drawing} {
		if !bytes.Contains(original, []byte("GPS 51.5")) {
			t.Fatal("nothing to leave out")
		}
		a, f := attach(t, original)
		if bytes.Contains(f.Data, []byte("GPS")) || bytes.Contains(f.Data, []byte("Exif")) || bytes.Contains(f.Data, []byte("eXIf")) {
			t.Errorf("%s: a place is still in it", mime)
		}
		if a.MIME != mime || a.Size != int64(len(f.Data)) || a.Path != f.Path || a.Caption != "the sea" || a.EntryID != idA {
			t.Errorf("%+v for %d bytes", a, len(f.Data))
		}
	}
}

func TestALargePictureIsMadeSmaller(t *testing.T) {
	a, f := attach(t, asPNG(t, fourCorners(2*MaxSide, 100)))
	img, err := png.Decode(bytes.NewReader(f.Data))
	if err != nil {
		t.Fatal(err)
	}
	if a.Width != MaxSide || a.Height != 50 || img.Bounds().Dx() != MaxSide || img.Bounds().Dy() != 50 {
		t.Errorf("%+v, %v", a, img.Bounds())
	}
	if got := []int{nearest(img.At(0, 0)), nearest(img.At(MaxSide-1, 0)), nearest(img.At(0, 49)), nearest(img.At(MaxSide-1, 49))}; !reflect.DeepEqual(got, []int{0, 1, 2, 3}) {
		t.Errorf("corners %v", got)
	}
	seen := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	seen.SetNRGBA(0, 0, color.NRGBA{200, 100, 50, 128})
	_, f = attach(t, asPNG(t, seen))
	if img, err = png.Decode(bytes.NewReader(f.Data)); err != nil {
		t.Fatal(err)
	}
	if _, _, _, alpha := img.At(1, 0).RGBA(); alpha != 0 {
		t.Error("what could be seen through cannot any more")
	}
}

func TestWhatIsNoPictureIsNotAttached(t *testing.T) {
	good := asPNG(t, fourCorners(8, 8))
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"nothing":           {nil, ErrNotPicture},
		"a text":            {[]byte("Dear diary, once more"), ErrNotPicture},
		"a drawing":         {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`), ErrNotPicture},
		"a GIF":             {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), ErrNotPicture},
		"cut short":         {good[:len(good)-20], ErrNotPicture},
		"cut in its head":   {good[:20], ErrNotPicture},
		"100 megapixels":    {claiming(good, 10_000, 10_000), ErrTooLarge},
		"a very long line":  {claiming(good, 1<<30, 1), ErrTooLarge},
		"more than a photo": {append(bytes.Clone(good), make([]byte, maxOriginal)...), ErrTooLarge},
	} {
		if _, f, err := NewAttachment(context.Background(), idA, c.b, ""); !errors.Is(err, c.want) || f.Data != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := NewAttachment(ctx, idA, good, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestPicturesTravelWithTheirEntry(t *testing.T) {
	signer, reader := newIdentity(t), newIdentity(t)
	me := []string{reader.Recipient()}
	c := sample(t)
	var copies []File
	for _, original := range [][]byte{asPNG(t, fourCorners(20, 10)), asJPEG(t, fourCorners(10, 20))} {
		a, f := attach(t, original)
		c.Attachments, copies = append(c.Attachments, a), append(copies, f)
	}
	b := sealed(t, c, copies, signer, To{Recipients: me})
	o, err := open(b, reader.FileKey(), me)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(o.Attachments, c.Attachments) {
		t.Errorf("sealed %+v, opened %+v", c.Attachments, o.Attachments)
	}
	for _, f := range copies {
		if got, err := o.Read(context.Background(), f.Path); err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("%s: %d bytes, %v", f.Path, len(got), err)
		}
	}
	if _, err := o.Read(context.Background(), "../x"); err == nil {
		t.Error("a file that is not in it was read")
	}
	for name, change := range map[string]func(c *Content, copies *[]File){
		"a picture that is not listed":    func(c *Content, _ *[]File) { c.Attachments = c.Attachments[:1] },
		"a listed one that is missing":    func(_ *Content, copies *[]File) { *copies = (*copies)[:1] },
		"an entry that is not shared":     func(c *Content, _ *[]File) { c.Attachments[0].EntryID = idB },
		"another size than it has":        func(c *Content, _ *[]File) { c.Attachments[0].Width++ },
		"a picture that was not redrawn":  func(_ *Content, copies *[]File) { (*copies)[0].Data = []byte("GIF89a") },
		"one file for two of the entries": func(c *Content, _ *[]File) { c.Attachments[1] = c.Attachments[0] },
	} {
		bad, files := c, append([]File(nil), copies...)
		bad.Attachments = append([]Attachment(nil), c.Attachments...)
		change(&bad, &files)
		if _, err := Seal(io.Discard, bad, files, signer, To{Recipients: me}); err == nil {
			t.Errorf("%s was sealed", name)
		}
	}
}

// What is read after the opening is compared once more.
func TestAFileThatChangedSinceItWasOpenedIsNotRead(t *testing.T) {
	reader := newIdentity(t)
	me := []string{reader.Recipient()}
	c := sample(t)
	a, f := attach(t, asPNG(t, fourCorners(300, 300)))
	c.Attachments = []Attachment{a}
	b := sealed(t, c, []File{f, {NameHTML, bytes.Repeat([]byte("<p>"), 100_000)}}, newIdentity(t), To{Recipients: me})
	o, err := open(b, reader.FileKey(), me)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range o.Names {
		if _, err := o.Read(context.Background(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := len(b) / 2; i < len(b); i++ {
		b[i] ^= 1
	}
	if _, err := o.Read(context.Background(), NameHTML); !errors.Is(err, ErrDamaged) {
		t.Errorf("a page of a file that was damaged since: %v", err)
	}
	// The archive itself is not sealed here: only the hash can tell.
	inside := crafted{signer: newIdentity(t), files: []File{{NameHTML, []byte("<p>one")}}}.tar(t)
	if o, err = openTar(inside); err != nil {
		t.Fatal(err)
	}
	copy(inside[bytes.Index(inside, []byte("<p>one")):], "<p>two")
	if _, err := o.Read(context.Background(), NameHTML); !errors.Is(err, ErrDamaged) {
		t.Errorf("a page of a changed file: %v", err)
	}
}

func TestALargePageIsNotReadIntoMemory(t *testing.T) {
	o, err := openTar(crafted{signer: newIdentity(t), files: []File{{NamePDF, make([]byte, MaxData+1)}}}.tar(t))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := o.Read(context.Background(), NamePDF); !errors.Is(err, ErrTooLarge) || b != nil {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

func TestHostilePictures(t *testing.T) {
	me := newIdentity(t)
	picture := asPNG(t, fourCorners(10, 10))
	path := "attachments/" + idA + ".png"
	line := func(change ...string) string {
		s := fmt.Sprintf(`{"entry_id":"%s","path":"%s","mime":"image/png","width":10,"height":10,"size":%d}`, idA, path, len(picture))
		return "[" + strings.NewReplacer(change...).Replace(s) + "]"
	}
	sized := func(b []byte) string { return fmt.Sprintf(`"size":%d`, len(b)) }
	was := sized(picture)
	build := func(list string, files ...File) []byte {
		return crafted{signer: me, files: append([]File{{nameEntries, []byte("[" + goodEntry + "]")}, {nameAttachments, []byte(list)}}, files...)}.tar(t)
	}
	if o, err := openTar(build(line(), File{path, picture})); err != nil || len(o.Attachments) != 1 {
		t.Fatalf("the file all cases start from: %v", err)
	}
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/x"/><script>alert(1)</script></svg>`)
	page := []byte(`<!doctype html><script src="https://example.org/x.js"></script><img src="https://example.org/y">`)
	huge := claiming(picture, 10_000, 10_000)
	photo := asJPEG(t, fourCorners(10, 10))
	for name, b := range map[string][]byte{
		"SVG as PNG":               build(line(was, sized(svg)), File{path, svg}),
		"HTML as PNG":              build(line(was, sized(page)), File{path, page}),
		"JPEG as PNG":              build(line(was, sized(photo)), File{path, photo}),
		"PNG said to be JPEG":      build(line("image/png", "image/jpeg"), File{path, picture}),
		"SVG said to be SVG":       build(line("image/png", "image/svg+xml"), File{path, picture}),
		"100 megapixels":           build(line(`"width":10,"height":10`, `"width":10000,"height":10000`), File{path, huge}),
		"100 megapixels, unsaid":   build(line(), File{path, huge}),
		"no pixels":                build(line(`"width":10`, `"width":0`), File{path, claiming(picture, 0, 10)}),
		"fewer than none":          build(line(`"width":10`, `"width":-10`), File{path, picture}),
		"a size that lies":         build(line(was, `"size":1`), File{path, picture}),
		"a size of nothing":        build(line(was, `"size":0`), File{path, nil}),
		"larger than a picture is": build(line(was, fmt.Sprintf(`"size":%d`, MaxPicture+1)), File{path, picture}),
		"only its first bytes":     build(line(was, `"size":8`), File{path, picture[:8]}),
		"not listed":               build("[]", File{path, picture}),
		"no list at all":           crafted{signer: me, files: []File{{nameEntries, []byte("[" + goodEntry + "]")}, {path, picture}}}.tar(t),
		"listed and not there":     build(line()),
		"listed twice":             build(strings.TrimSuffix(line(), "]")+","+strings.TrimPrefix(line(), "["), File{path, picture}),
		"one listed, another sent": build(line(), File{"attachments/" + idB + ".png", picture}),
		"of no entry":              build(line(`"entry_id":"`+idA, `"entry_id":"`+idB), File{path, picture}),
		"a page as its picture":    build(line(path, NameHTML), File{path, picture}, File{NameHTML, page}),
		"a path out of the folder": build(line(path, "attachments/../../x.png"), File{path, picture}),
		"a name that turns around": build(line(path, "attachments/\u202egnp.exe"), File{path, picture}),
		"a caption without end":    build(line(`"mime"`, `"caption":"`+strings.Repeat("x", MaxLine+1)+`","mime"`), File{path, picture}),
	} {
		if o, err := openTar(b); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) || o != nil {
			t.Errorf("%s: opened %v, %v", name, o != nil, err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", name, err)
		}
	}
}

// FuzzPicture looks at any bytes as a picture that came, and as one that goes.
func FuzzPicture(f *testing.F) {
	f.Add(asPNG(f, fourCorners(9, 5)))
	f.Add(asPNG(f, image.NewGray16(image.Rect(0, 0, 3, 3))))
	f.Add(asJPEG(f, fourCorners(16, 9)))
	f.Add(withEXIF(asJPEG(f, fourCorners(9, 16)), binary.LittleEndian, "II", 6))
	f.Add(withChunk(asPNG(f, fourCorners(9, 5)), "eXIf", "MM"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		head, err := readPictureHead(bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, ErrNotPicture) {
				t.Fatal(err)
			}
			return
		}
		if head.width > 1000 || head.height > 1000 {
			return // the limits have a test of their own; this one looks for surprises
		}
		a, made, err := NewAttachment(context.Background(), idA, b, "")
		if err != nil {
			if !errors.Is(err, ErrNotPicture) && !errors.Is(err, ErrTooLarge) {
				t.Fatal(err)
			}
			return
		}
		c := Content{Entries: []Entry{{ID: idA}}, Attachments: []Attachment{a}}
		if err := c.checkAttachments(); err != nil {
			t.Fatal(err)
		}
		if err := c.checkPictures(map[string]*io.SectionReader{a.Path: io.NewSectionReader(bytes.NewReader(made.Data), 0, a.Size)}); err != nil {
			t.Fatal(err)
		}
	})
}
