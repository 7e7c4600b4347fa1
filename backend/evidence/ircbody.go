package evidence

import (
	"regexp"
	"strings"
)

// ircLine is what a line of a log is, its time taken off.
type ircLine struct {
	system     bool
	nick, text string
	// sure says that its marks are of IRC alone: others write "name: text" too.
	sure bool
}

var (
	// ircAngle is <nick>, with what it may hold: a mode, a channel, an address.
	ircAngle = regexp.MustCompile(`^\s*<\s*([^<>]{1,120}?)\s*>(?:[ \t](.*))?$`)
	// ircArrow is bip's "< nick!user@host: text", with a star before an action.
	ircArrow = regexp.MustCompile(`^[<>] (\* )?([^\s:!]+)(?:![^\s:]+)?:?(?: (.*))?$`)
	// ircAction is "* nick does", also of quassel and IRCCloud.
	ircAction = regexp.MustCompile(`^\s*(?:\*|-\*-|—|•)[ \t]+(\S+)(?:[ \t]+(.*))?$`)
	// ircClose is an action whose star stands close.
	ircClose = regexp.MustCompile(`^\s*\*([^\s*]+)(?: +(\S.*))?$`)
	// ircMark is a line no person wrote.
	ircMark = regexp.MustCompile(`^\s*(?:\*\*\*+|-!-|--+>|<--+|<->|={2,3}|-{2,3}|=-=|=!=|!!!|->|<-|\|<--|-->\||→|←|⇐|⇒|↔|#{3}|—{3,})(?:[\s|]|$)`)
	// ircNotice is "-nick- text" and "-nick:#channel- text".
	ircNotice = regexp.MustCompile(`^\s*-[^\s*-][^\s]*-(?:\s|$)`)
	// ircServer is irssi's "!irc.example.org text".
	ircServer = regexp.MustCompile(`^\s*!\S+\.\S+ `)
	// ircColumn is a theme with the nick in a column: "@  nick | text".
	ircColumn = regexp.MustCompile(`^\s*(?:([~&@%+]) +)?(\S+) \|(?: (.*))?$`)
	// ircPiped is "|nick|text" after a time.
	ircPiped = regexp.MustCompile(`^\| ?([^\s|]{1,40}) *\| ?(.*)$`)
	// ircAddress is "nick!user@host: text".
	ircAddress = regexp.MustCompile(`^([^\s!]+)![^\s@]+@[^\s:]+: (.*)$`)
	// ircColon is "nick: text", which is not of IRC alone.
	ircColon = regexp.MustCompile("^([\\p{L}_\\[\\]\\\\`^{}|][\\p{L}\\p{N}_\\-\\[\\]\\\\`^{}|.]{0,31}):[ \t](.*)$")
	// ircBarred is "nick | text" without a time, which tables have too.
	ircBarred = regexp.MustCompile("^\\s*([\\p{L}_\\[\\]\\\\`^{}][\\p{L}\\p{N}_\\-\\[\\]\\\\`^{}.]{0,31}|\\*|--+>|<--+|--) \\| ?(.*)$")
	// ircTold is what a server or a client says behind a single star, as many log it.
	ircTold = regexp.MustCompile(`^(?i:now talking (?:in|on) |topic (?:for|is|on|set by)\b|set by \S+ (?:on|at) |(?:joins?|parts?|quits?): |disconnected\b|attempting to |connecting to |rejoined |you (?:have|are|were) |channel \S+ created|channel modes? |users on \S+:|looking up |connected\b|end of /|the topic for )` +
		`|^\S+ (?:is|are) now known as \S+\s*$|^\S+ (?:sets? (?:mode|the topic|topic|channel)|changes topic|has changed the topic)|^\S+ (?:gives|removes) (?:channel |voice|half)` +
		`|^\S+ was kicked|^\S+ (?:entered|left) the room\b|^\S+ \(\S+@\S+\) (?:joined|left) |^\S+ has kicked |^\S+ has been invited |^\S+ has (?:quit|left) (?:IRC\b|\()|^\S+ [(\[]\S*[)\]] (?:has )?(?:joined|left|quit|parted|Quit)\b|^\S+ has (?:joined|left|quit) [#&+!]\S*` +
		`|^\S+ (?:has )?(?:joined|left|parted|quit) the (?:channel|chat|room)\b|^\S+ has (?:joined|left|parted|quit)\s*$|^-- .* --$|^TOPIC: `)
	// ircActed is eggdrop's.
	ircActed = regexp.MustCompile(`^Action: (\S+) (.*)$`)
	// logLevel is what programs write where a nick would be.
	logLevel = regexp.MustCompile(`^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)$`)
	// ircSelf is how RRSAgent logs what others log with a mark: "<nick> nick has joined".
	ircSelf = regexp.MustCompile(`^(?:has joined [#&]|has left [#&]|has quit$|has changed the topic to: |is now known as )`)
)

// ircBody reads a line without its time; false when it is none of a log. stamped says
// that it had a time, tabbed that a tab came after it.
func ircBody(s string, stamped, tabbed bool) (ircLine, bool) {
	switch {
	case tabbed:
		if l, ok := ircTabbed(s); ok {
			return l, true
		}
	case stamped:
		if m := ircPiped.FindStringSubmatch(s); m != nil {
			return ircLine{nick: m[1], text: m[2], sure: true}, true
		}
		if m := ircColumn.FindStringSubmatch(s); m != nil {
			return ircColumns(m), true
		}
	default:
		if m := ircBarred.FindStringSubmatch(s); m != nil {
			l := ircColumns([]string{"", "", m[1], m[2]})
			l.sure = false
			return l, true
		}
	}
	if m := ircAngle.FindStringSubmatch(s); m != nil && ircNick(m[1]) != "" && !ircMark.MatchString(s) {
		return ircSpoken(m[1], m[2]), true
	}
	if m := ircArrow.FindStringSubmatch(s); m != nil && stamped {
		return ircLine{nick: ircNick(m[2]), text: m[3], sure: true}, true
	}
	if ircMark.MatchString(s) || ircNotice.MatchString(s) || ircServer.MatchString(s) {
		return ircLine{system: true, text: strings.TrimSpace(s), sure: true}, true
	}
	if m := ircAction.FindStringSubmatch(s); m != nil {
		return ircDone(m[1], m[2], stamped), true
	}
	if m := ircClose.FindStringSubmatch(s); m != nil && stamped {
		return ircDone(m[1], m[2], false), true
	}
	if m := ircAddress.FindStringSubmatch(s); m != nil {
		return ircLine{nick: m[1], text: m[2], sure: true}, true
	}
	if m := ircActed.FindStringSubmatch(s); m != nil && stamped {
		return ircDone(m[1], m[2], true), true
	}
	if m := ircColon.FindStringSubmatch(s); m != nil {
		return ircLine{nick: m[1], text: m[2]}, true
	}

	if stamped && ircTold.MatchString(s) {
		return ircLine{system: true, text: strings.TrimSpace(s), sure: true}, true
	}
	return ircLine{}, false
}

// ircTabbed reads weechat's columns: who or a mark, a tab, the text.
func ircTabbed(s string) (ircLine, bool) {
	left, right, ok := strings.Cut(s, "\t")
	left = strings.TrimSpace(left)
	switch {
	case !ok || strings.HasSuffix(left, ":") || strings.HasPrefix(left, "<") && strings.HasSuffix(left, ">"):
		return ircLine{}, false
	case left == "*":
		nick, text, _ := strings.Cut(right, " ")
		return ircDone(nick, text, true), true
	case left == "" || ircMark.MatchString(left):
		return ircLine{system: true, text: strings.TrimSpace(left + " " + right), sure: true}, true
	case strings.ContainsAny(left, " "), logLevel.MatchString(left):
		return ircLine{}, false
	}
	return ircLine{nick: ircNick(left), text: right, sure: true}, true
}

// ircColumns reads a theme with columns: a mark or a nick at the left.
func ircColumns(m []string) ircLine {
	left, text := m[2], m[3]
	switch {
	case left == "*":
		nick, done, _ := strings.Cut(strings.TrimSpace(text), " ")
		return ircDone(nick, done, true)
	case ircMark.MatchString(left), strings.HasPrefix(left, "«"):
		return ircLine{system: true, text: strings.TrimSpace(left + " " + text), sure: true}
	}
	return ircLine{nick: ircNick(left), text: text, sure: true}
}

// ircSpoken is what a nick in angle brackets said.
func ircSpoken(inside, text string) ircLine {
	nick := ircNick(inside)
	if strings.Contains(inside, "!") && (strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-")) {
		text = text[1:] // dircproxy tells so who is registered
	}
	if own, rest, _ := strings.Cut(text, " "); own == nick && ircSelf.MatchString(rest) {
		return ircLine{system: true, text: text, sure: true}
	}
	return ircLine{nick: nick, text: text, sure: true}
}

// ircDone is what somebody did, which is speech, or what a server told of somebody.
func ircDone(nick, text string, sure bool) ircLine {
	if whole := strings.TrimSpace(nick + " " + text); ircTold.MatchString(whole) {
		return ircLine{system: true, text: whole, sure: sure}
	}
	return ircLine{nick: ircNick(nick), text: text, sure: sure}
}

// ircNick is the name without a mode, a channel and an address; empty when it is no
// name.
func ircNick(s string) string {
	s = strings.TrimLeft(strings.TrimSpace(s), "~&@%+ ")
	s, _, _ = strings.Cut(s, "!")
	if i := strings.IndexAny(s, "#&"); i == 0 {
		_, s, _ = strings.Cut(s, ":")
	} else if i > 0 && s[i-1] == ':' {
		s = s[:i-1]
	}
	if len(s) > 64 || strings.ContainsAny(s, " \t=\"';&/") {
		return ""
	}
	return s
}
