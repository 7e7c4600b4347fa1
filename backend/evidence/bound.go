package evidence

// Bounds of what is read. A workspace of 100,000 messages has about 60 MB.
const (
	// maxFile bounds one file, maxTree everything in a folder or an archive once it
	// is unpacked, maxFiles how many there may be.
	maxFile  = 512 << 20
	maxTree  = 1 << 30
	maxFiles = 20_000
	// maxListing bounds what an archive may take to say what it holds.
	maxListing = 16 << 20
	// maxRatio bounds how far a member of an archive larger than freeBytes may unpack.
	maxRatio  = 200
	freeBytes = 1 << 20
	// maxLine bounds one line of text; what is longer is rejected as a line.
	maxLine = 1 << 20
	// maxName bounds the name of a sender or a channel.
	maxName = 500
	// maxMessages bounds a source, maxRejected what is listed of it.
	maxMessages = 1_000_000
	maxRejected = 10_000
	// maxValue bounds one value of JSON, maxDepth how it is nested.
	maxValue = 16 << 20
	maxDepth = 64
	// headBytes is how much of a file is looked at to tell what it is.
	headBytes = 128 << 10
)
