"""Reads what is in a sealed file of Afterglow, by FORMAT.md alone, and prints the entries.

    mkdir shared && age -d -i KEYFILE NAME.afterglow | tar x -C shared
    python3 read_sealed.py shared

It checks that nothing was changed, taken away or added since the maker signed
the manifest. Who the maker is, ssh-keygen tells: see FORMAT.md, 2.4."""
import hashlib, json, os, sys, unicodedata

TURNING = "LRE RLE LRO RLO PDF LRI RLI FSI PDI".split()

def once(pairs):
    if len({key.lower() for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)

def read(folder, name):
    with open(os.path.join(folder, name), "rb") as f:
        return f.read()

def load(folder, name):
    return json.loads(read(folder, name).decode("utf-8"), object_pairs_hook=once)

def shown(text):  # without what moves the cursor or turns the writing around
    bad = (c for c in set(text) if c != "\n" and (unicodedata.category(c) == "Cc" or unicodedata.bidirectional(c) in TURNING))
    return text.translate({ord(c): "\ufffd" for c in bad})

def whole(sections):  # FORMAT.md, 2.5
    if len(sections) == 1 and not sections[0].get("heading"):
        return sections[0]["text"]
    kept = [s for s in sections if s["text"].strip()]
    return "\n\n".join(("## " + s["heading"] + "\n\n" if s.get("heading") else "") + s["text"] for s in kept)

def check(folder):
    manifest = load(folder, "manifest.json")
    if (manifest["format"]["name"], manifest["format"]["major"]) != ("afterglow-bundle", 1):
        raise ValueError("this is not a sealed file of version 1")
    there = {os.path.relpath(os.path.join(d, f), folder).replace(os.sep, "/") for d, _, files in os.walk(folder) for f in files}
    if there - {"manifest.json", "manifest.json.sig"} != {f["path"] for f in manifest["files"]}:
        raise ValueError("files are missing, or were added")
    for f in manifest["files"]:
        data = read(folder, f["path"])
        if len(data) != f["size"] or hashlib.sha256(data).hexdigest() != f["sha256"]:
            raise ValueError(f["path"] + " was changed")
    return manifest, there

def main(folder):
    manifest, there = check(folder)
    print(shown(f"From {manifest['maker']['alias']} ({manifest['maker']['signing_key']}), made {manifest['made_at']}"))
    for e in load(folder, "data/entries.json") if "data/entries.json" in there else ():
        print(shown(f"\n# {e['title']}\n{e['occurred_at']} {e['kind']}\n\n{whole(e['sections'])}"))

if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except (IndexError, KeyError, TypeError, ValueError, OSError, RecursionError) as wrong:
        sys.exit("read_sealed.py FOLDER: " + shown(str(wrong)).replace("\n", " "))
