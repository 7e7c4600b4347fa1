package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// applicationID marks a file as a library ("SStr"); any other number means the
// file belongs to another program.
const applicationID = 0x53537472

// busyTimeout is how long a connection waits for another, in milliseconds.
const busyTimeout = "5000"

// conn opens connections to one file with the settings the promises rest on.
type conn struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
	// may refuses a connection; nil for never.
	may func() error
}

// connector opens connections to a library there is. It never makes a file:
// where the library was moved away, SQLite would make an empty one and remove
// the log beside it as that of another.
func connector(path string, readOnly bool) *conn {
	q := url.Values{"mode": {"rw"}}
	q.Set("_journal_mode", "WAL")
	q.Set("_synchronous", "FULL")
	q.Set("_foreign_keys", "on")
	q.Set("_busy_timeout", busyTimeout)
	q.Set("_txlock", "immediate")
	q.Set("_secure_delete", "on")
	q.Set("_stmt_cache_size", "64")
	if readOnly {
		q.Set("_query_only", "1")
		q.Set("_txlock", "deferred")
	}
	return &conn{
		dsn:    (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}).String(),
		driver: &sqlite3.SQLiteDriver{ConnectHook: settle},
	}
}

// Connect implements driver.Connector.
func (c *conn) Connect(context.Context) (driver.Conn, error) {
	if c.may != nil {
		if err := c.may(); err != nil {
			return nil, err
		}
	}
	return c.driver.Open(c.dsn)
}

// Driver implements driver.Connector.
func (c *conn) Driver() driver.Driver { return c.driver }

// settings are read back from every connection; a library is not used with a
// wrong one.
var settings = []struct{ name, want string }{
	{"journal_mode", "wal"},
	{"synchronous", "2"},
	{"foreign_keys", "1"},
	{"busy_timeout", busyTimeout},
	{"secure_delete", "1"},
	{"trusted_schema", "0"},
	{"cell_size_check", "1"},
	{"mmap_size", "0"},
	{"journal_size_limit", "8388608"},
	{"fullfsync", "1"},
	{"checkpoint_fullfsync", "1"},
}

// settle sets what the DSN cannot and reads everything back.
func settle(c *sqlite3.SQLiteConn) error {
	if err := addSums(c); err != nil {
		return err
	}
	const more = `PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
		PRAGMA journal_size_limit = 8388608; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON`
	if _, err := c.Exec(more, nil); err != nil {
		return fmt.Errorf("set pragmas: %w", err)
	}
	for _, s := range settings {
		got, err := pragma(c, s.name)
		if err != nil {
			return fmt.Errorf("read pragma %s: %w", s.name, err)
		}
		// A build without memory mapping answers nothing, which is what is wanted.
		if got != s.want && !(s.name == "mmap_size" && got == "") {
			return debrief.Errorf(debrief.CodeSettings, "setting", s.name)
		}
	}
	return nil
}

// addSums gives SQL the hashes of rows and of lines of the log, for migrations
// that write them anew, and texts without what does not tell tags apart.
func addSums(c *sqlite3.SQLiteConn) error {
	record := func(noun, id string, rev int64, body string) []byte {
		return row{noun: debrief.Noun(noun), id: id, rev: rev, body: []byte(body)}.sum()
	}
	line := func(step int64, way, debriefID, noun, id string, rev int64, before, after any, at string) []byte {
		c := change{step: step, way: way, debriefID: debriefID, noun: debrief.Noun(noun), id: id, rev: rev}
		c.before, c.after = textOrNone(before), textOrNone(after)
		return c.sum(at)
	}
	return errors.Join(c.RegisterFunc("record_sum", record, true), c.RegisterFunc("line_sum", line, true), c.RegisterFunc("fold", folded, true))
}

func folded(v any) string {
	s, _ := v.(string)
	return search.Fold(s)
}

func textOrNone(v any) *string {
	if s, ok := v.(string); ok {
		return &s
	}
	return nil
}

func pragma(c *sqlite3.SQLiteConn, name string) (string, error) {
	rows, err := c.Query("PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	values := make([]driver.Value, len(rows.Columns()))
	if err := rows.Next(values); err != nil {
		if err == io.EOF { //nolint:errorlint // the driver's contract is the bare io.EOF
			return "", nil
		}
		return "", err
	}
	return fmt.Sprint(values[0]), nil
}
