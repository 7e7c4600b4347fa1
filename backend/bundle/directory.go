package bundle

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
)

// Signatures and the fixed length of the end record (PKWARE APPNOTE 6.3.10,
// sections 4.3.7 and 4.3.16).
const (
	localHeader = "PK\x03\x04"
	endRecord   = "PK\x05\x06"
	endSize     = 22
)

// open lists the members of a zip file after looking at its directory, which
// the standard library reads without bounds.
func open(r io.ReaderAt, size int64) ([]*zip.File, error) {
	if size > maxBytes {
		return nil, tooLarge("", "256 MB")
	}
	var head [len(localHeader)]byte
	if _, err := r.ReadAt(head[:], 0); err != nil || string(head[:]) != localHeader {
		return nil, foreign()
	}
	if !ended(r, size) {
		return nil, damaged("")
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, damaged("").Wrap(err)
	}
	if len(z.File) == 0 {
		return nil, foreign()
	}
	return z.File, nil
}

// ended says whether the file ends with the record of a directory that lies
// right before it and is no larger than a bundle's: one that was cut short does
// not. The large form of the record (zip64) is not needed within the bounds.
func ended(r io.ReaderAt, size int64) bool {
	if size < endSize {
		return false
	}
	var end [endSize]byte
	if _, err := r.ReadAt(end[:], size-endSize); err != nil || !bytes.HasPrefix(end[:], []byte(endRecord)) {
		return false
	}
	many := binary.LittleEndian.Uint16(end[10:])
	length := int64(binary.LittleEndian.Uint32(end[12:]))
	from := int64(binary.LittleEndian.Uint32(end[16:]))
	comment := binary.LittleEndian.Uint16(end[20:])
	return many >= 1 && many <= maxMembers && length <= maxDirectory && comment == 0 && from+length+endSize == size
}
