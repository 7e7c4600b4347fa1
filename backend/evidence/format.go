package evidence

import "strings"

// Format names what a source is.
type Format string

// The formats. FormatUnknown is text nobody knows the layout of, or no text.
const (
	FormatUnknown    Format = "unknown"
	FormatSlack      Format = "slack-export"
	FormatSlackIndex Format = "slack-index"
	FormatSubRip     Format = "srt"
	FormatSBV        Format = "sbv"
	FormatWebVTT     Format = "webvtt"

	FormatPagerDuty    Format = "pagerduty"
	FormatOpsgenie     Format = "opsgenie"
	FormatIncidentIO   Format = "incident-io"
	FormatStatuspage   Format = "statuspage"
	FormatAlertmanager Format = "alertmanager"
	FormatGrafana      Format = "grafana-annotations"
	FormatKubernetes   Format = "kubernetes-events"
	FormatPrometheus   Format = "prometheus"
	FormatLog          Format = "log"
	FormatSyslog       Format = "syslog"
	FormatJournal      Format = "journald"
	FormatGitLog       Format = "git-log"
	FormatJira         Format = "jira"
	FormatDiscord      Format = "discord"
	FormatTeams        Format = "teams-chat"
	FormatTelegram     Format = "telegram"
	FormatMattermost   Format = "mattermost"
	FormatRocketChat   Format = "rocketchat"
	FormatZulip        Format = "zulip"
	FormatGitter       Format = "gitter"
	FormatIRC          Format = "irc"
	FormatWhatsApp     Format = "whatsapp"
	FormatZoomChat     Format = "zoom-chat"
	FormatSlackPaste   Format = "slack-paste"
	FormatTeamsPaste   Format = "teams-paste"
	FormatOtter        Format = "otter"
	FormatTranscript   Format = "transcript"
	FormatTable        Format = "table"
	FormatReport       Format = "report"
	FormatMorgue       Format = "morgue"
)

// reader reads one format.
type reader struct {
	format Format
	// sniff says how sure it is that a file is of this format, from 0 to 100. The
	// surest reader has it.
	sniff func(h *head) int
	read  func(j *job, f file) error
}

// treeReader reads a folder or an archive as one source.
type treeReader struct {
	format Format
	// claims says whether the whole tree is one source.
	claims func(t *tree) bool
	read   func(j *job, t *tree) error
}

// readers are the formats of one file.
func readers() []reader {
	return []reader{
		slackDay(), slackIndex(), webVTT(), subRip(), youTube(),
		pagerDuty(), opsgenie(), incidentIO(), statusPage(), alertmanager(), grafana(), kubernetes(), prometheus(),
		logLines(), journal(), syslog(), gitLog(), jira(),
		discord(), teams(), telegram(), mattermost(), rocketChat(), zulip(), gitter(), irc(), whatsApp(),
		zoomChat(), otter(), transcript(), slackPaste(), teamsPaste(),
		tables(), report(), morgue(),
	}
}

// treeReaders are the formats of a folder.
func treeReaders() []treeReader {
	return []treeReader{slackExport(), mattermostExport(), zulipExport(), whatsAppArchive()}
}

// Formats are all that can be said of a file, for somebody who corrects it.
func Formats() (out []Format) {
	for _, r := range readers() {
		out = append(out, r.format)
	}
	return out
}

// detect returns the surest reader; nil when nobody knows the file.
func detect(h *head) *reader {
	var best *reader
	most := 0
	for _, r := range readers() {
		if n := r.sniff(h); n > most {
			best, most = &r, n
		}
	}
	return best
}

// byFormat returns the reader of a format somebody chose.
func byFormat(f Format) *reader {
	for _, r := range readers() {
		if r.format == f {
			return &r
		}
	}
	return nil
}

// firstBytes cuts a text to at most n bytes, at a rune.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
