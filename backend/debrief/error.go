package debrief

import (
	"errors"
	"fmt"
)

// Code says what kind of thing went wrong. The sentence for a person belongs
// to the copy catalogue, under "error." and the code, so that it can be
// translated; see package backend/copy.
type Code string

// The codes. Each has a sentence in the catalogue saying what happened, what
// is kept, and what to do.
const (
	CodeInternal         Code = "internal"
	CodeInvalid          Code = "invalid"
	CodeTooLong          Code = "too-long"
	CodeNotFound         Code = "not-found"
	CodeConflict         Code = "conflict"
	CodeNothing          Code = "nothing-to-undo"
	CodeLocked           Code = "library-in-use"
	CodeNewer            Code = "library-newer"
	CodeForeign          Code = "library-foreign"
	CodeDamaged          Code = "library-damaged"
	CodeFolder           Code = "library-folder"
	CodeUnreadable       Code = "library-unreadable"
	CodeReadOnly         Code = "read-only"
	CodeDiskFull         Code = "disk-full"
	CodeNoRoom           Code = "no-room"
	CodePermission       Code = "permission"
	CodeSettings         Code = "storage-settings"
	CodeFileGone         Code = "library-gone"
	CodeNameFound        Code = "export-name-found"
	CodeNotTheirs        Code = "export-not-theirs"
	CodeExport           Code = "export-not-written"
	CodeExportFull       Code = "export-disk-full"
	CodeExportNoFolder   Code = "export-no-folder"
	CodeExportNotFile    Code = "export-not-file"
	CodeExportDenied     Code = "export-denied"
	CodeFeedForeign      Code = "feed-foreign"
	CodeRoomOpen         Code = "room-open"
	CodeStatusTooLarge   Code = "status-too-large"
	CodeStatusNothing    Code = "status-nothing"
	CodePasswordLong     Code = "password-long"
	CodeNotLockable      Code = "not-lockable"
	CodeNothingAttached  Code = "nothing-attached"
	CodeFontGone         Code = "font-gone"
	CodeFontUnreadable   Code = "font-unreadable"
	CodeNoLibrary        Code = "no-library"
	CodeAmbiguous        Code = "title-ambiguous"
	CodeNoteGrew         Code = "note-grew"
	CodeNoSuch           Code = "no-such-debrief"
	CodeCancelled        Code = "cancelled"
	CodeBackup           Code = "backup-not-made"
	CodeBackupFull       Code = "backup-disk-full"
	CodeBackupFolder     Code = "backup-no-folder"
	CodeBackupDamaged    Code = "backup-damaged"
	CodeBackupSame       Code = "backup-is-library"
	CodeBackupPassing    Code = "backup-passing"
	CodeBackupAway       Code = "backup-folder-away"
	CodeBackupSync       Code = "backup-folder-synced"
	CodeBackupLibrary    Code = "backup-of-damaged"
	CodeBackupGone       Code = "backup-gone"
	CodeIsBackup         Code = "backup-opened"
	CodeOverLibrary      Code = "over-library"
	CodeNothingFound     Code = "salvage-nothing"
	CodeExists           Code = "file-exists"
	CodeMissing          Code = "library-missing"
	CodeReading          Code = "reading-only"
	CodeRoom             Code = "room-not-opened"
	CodeBundleForeign    Code = "bundle-foreign"
	CodeBundleNewer      Code = "bundle-newer"
	CodeBundleDamaged    Code = "bundle-damaged"
	CodeBundleMember     Code = "bundle-member"
	CodeBundleTooLarge   Code = "bundle-too-large"
	CodeBundleContents   Code = "bundle-contents"
	CodeBundleRecord     Code = "bundle-record"
	CodeBundleUnreadable Code = "bundle-unreadable"
	CodeBundleNotWritten Code = "bundle-not-written"
	CodeBundleFull       Code = "bundle-disk-full"
	CodeBundleNoFolder   Code = "bundle-no-folder"
	CodeBundleChanged    Code = "bundle-changed"
	CodeBundleExpired    Code = "bundle-expired"
	CodeBundleClash      Code = "bundle-clash"

	CodeWordingForeign    Code = "wording-foreign"
	CodeWordingNewer      Code = "wording-newer"
	CodeWordingDamaged    Code = "wording-damaged"
	CodeWordingUnreadable Code = "wording-unreadable"
	CodeWordingNotWritten Code = "wording-not-written"
	CodeWordingInvalid    Code = "wording-invalid"

	CodeAttachmentTooLarge Code = "attachment-too-large"
	CodeAttachmentMissing  Code = "attachment-missing"
	CodeAttachmentDiffers  Code = "attachment-differs"
	CodePictureTooLarge    Code = "picture-too-large"
	// CodePictureMoving: there are several pictures in it, shown one after the other.
	CodePictureMoving     Code = "picture-moving"
	CodePictureUnreadable Code = "picture-unreadable"
	// The same of a file; param file is its name.
	CodePictureFileTooLarge   Code = "picture-file-too-large"
	CodePictureFileUnreadable Code = "picture-file-unreadable"
	CodePictureFileMoving     Code = "picture-file-moving"
	CodeLinesDiffer           Code = "lines-differ"

	CodeEvidenceUnreadable Code = "evidence-unreadable"
	CodeEvidenceTooLarge   Code = "evidence-too-large"
	CodeEvidenceArchive    Code = "evidence-archive"
	CodeEvidenceEmpty      Code = "evidence-empty"
	CodeEvidencePack       Code = "evidence-pack"
	CodeEvidenceGone       Code = "evidence-gone"
	CodeEvidenceChanged    Code = "evidence-changed"
	CodeEvidenceColumn     Code = "evidence-column"
	CodeEvidencePartial    Code = "evidence-partial"

	CodeVaultExists     Code = "vault-exists"
	CodeVaultNone       Code = "vault-none"
	CodeVaultLocked     Code = "vault-locked"
	CodeVaultUnsealed   Code = "vault-unsealed"
	CodeVaultPassphrase Code = "vault-passphrase"
	CodeVaultShort      Code = "vault-passphrase-short"
	CodeVaultCode       Code = "vault-code"
	CodeVaultCodeTyped  Code = "vault-code-typed"
	CodeVaultNewer      Code = "vault-newer"
	CodeVaultDamaged    Code = "vault-damaged"
	CodeVaultLedger     Code = "vault-ledger"
	CodeVaultOther      Code = "vault-other"
	CodeSheetGone       Code = "sheet-gone"
	CodeBackupNoNotes   Code = "backup-no-notes"
	CodeBackupNotes     Code = "backup-notes"
	CodeNoteDamaged     Code = "note-damaged"
	CodeNoteMissing     Code = "note-missing"
	CodeNoteEarlier     Code = "note-earlier"
	CodeVaultMeeting    Code = "vault-meeting"
	CodeConsentKept     Code = "consent-kept"
	CodeReleaseSigned   Code = "release-signed-off"

	CodeSigned      Code = "signed-off"
	CodeVersionNote Code = "version-note"
	CodeVersionGone Code = "version-gone"
	CodeVersionPack Code = "version-pack"
	CodeVersionSoon Code = "version-soon"
	CodeMoveReason  Code = "move-reason"

	CodeProof      Code = "proof-missing"
	CodeDropReason Code = "drop-reason"
	CodeClosed     Code = "closed"
	CodeCloseName  Code = "close-name"
	CodeCloseOpen  Code = "close-open"
	CodeCloseSoon  Code = "close-soon"

	CodeVersionWithdrawn Code = "version-withdrawn"
	CodeVersionStands    Code = "version-stands"

	CodeSite        Code = "site"
	CodeSiteForeign Code = "site-foreign"
	CodeSiteLibrary Code = "site-library"
	CodeSiteBusy    Code = "site-busy"
)

// Error is what the domain and the adapters return when a person has to know.
// Args fill the sentence's placeholders; they never hold what somebody typed
// into a debrief, so that an error can be logged.
type Error struct {
	Code Code
	Args map[string]string
	Err  error
}

// Errorf makes an Error with placeholders given as name, value pairs.
func Errorf(code Code, pairs ...string) *Error {
	e := &Error{Code: code, Args: make(map[string]string, len(pairs)/2)}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Args[pairs[i]] = pairs[i+1]
	}
	return e
}

// Wrap keeps the technical cause beside the code.
func (e *Error) Wrap(err error) *Error {
	e.Err = err
	return e
}

func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Code, e.Err)
	}
	return string(e.Code)
}

func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the first Error in the chain, CodeInternal for
// any other error and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// Codes lists every code, so that a test can ask for a sentence for each.
var Codes = []Code{
	CodeInternal, CodeInvalid, CodeTooLong, CodeNotFound, CodeConflict, CodeNothing, CodeLocked, CodeNewer, CodeForeign, CodeDamaged, CodeFolder, CodeUnreadable, CodeReadOnly, CodeDiskFull, CodeNoRoom, CodePermission, CodeSettings, CodeFileGone, CodeNameFound, CodeNotTheirs, CodeExport, CodeExportFull, CodeExportNoFolder, CodeExportNotFile, CodeExportDenied, CodeFeedForeign, CodeRoomOpen, CodeStatusTooLarge, CodeStatusNothing, CodePasswordLong, CodeNotLockable, CodeNothingAttached, CodeFontGone, CodeFontUnreadable, CodeNoLibrary, CodeAmbiguous, CodeNoteGrew, CodeNoSuch,
	CodeCancelled, CodeBackup, CodeBackupFull, CodeBackupFolder, CodeBackupDamaged, CodeBackupSame, CodeBackupPassing, CodeBackupAway, CodeBackupSync, CodeBackupLibrary, CodeBackupGone, CodeIsBackup, CodeOverLibrary, CodeNothingFound, CodeExists, CodeMissing, CodeReading, CodeRoom,
	CodeBundleForeign, CodeBundleNewer, CodeBundleDamaged, CodeBundleMember, CodeBundleTooLarge, CodeBundleContents, CodeBundleRecord, CodeBundleUnreadable, CodeBundleNotWritten, CodeBundleFull, CodeBundleNoFolder,
	CodeBundleChanged, CodeBundleExpired, CodeBundleClash,
	CodeWordingForeign, CodeWordingNewer, CodeWordingDamaged, CodeWordingUnreadable, CodeWordingNotWritten, CodeWordingInvalid,
	CodeAttachmentTooLarge, CodeAttachmentMissing, CodeAttachmentDiffers, CodePictureTooLarge, CodePictureUnreadable, CodePictureFileTooLarge, CodePictureFileUnreadable, CodePictureMoving, CodePictureFileMoving, CodeLinesDiffer,
	CodeEvidenceUnreadable, CodeEvidenceTooLarge, CodeEvidenceArchive, CodeEvidenceEmpty, CodeEvidencePack, CodeEvidenceGone, CodeEvidenceChanged,
	CodeEvidenceColumn, CodeEvidencePartial,
	CodeVaultExists, CodeVaultNone, CodeVaultLocked, CodeVaultUnsealed, CodeVaultPassphrase, CodeVaultShort, CodeVaultCode, CodeVaultCodeTyped, CodeVaultNewer, CodeVaultDamaged, CodeVaultLedger, CodeVaultOther, CodeSheetGone, CodeBackupNoNotes, CodeBackupNotes, CodeNoteDamaged, CodeNoteMissing, CodeNoteEarlier,
	CodeVaultMeeting, CodeConsentKept, CodeReleaseSigned, CodeSigned, CodeVersionNote, CodeVersionGone, CodeVersionPack, CodeVersionSoon, CodeMoveReason, CodeVersionWithdrawn, CodeVersionStands,
	CodeSite, CodeSiteForeign, CodeSiteLibrary, CodeSiteBusy,
	CodeProof, CodeDropReason, CodeClosed, CodeCloseName, CodeCloseOpen, CodeCloseSoon,
}
