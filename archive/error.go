package archive

import "errors"

// Code is the kind of an error, for programs.
type Code string

// The kinds of errors that a person can meet.
const (
	CodeInvalid     Code = "invalid"     // an argument or a setting is not usable
	CodeNotFound    Code = "not_found"   // what was named is not there
	CodeExists      Code = "exists"      // what was to be made is there already
	CodeLocked      Code = "locked"      // codes are locked, or another program holds the library
	CodeDamaged     Code = "damaged"     // bytes are not what they were
	CodeUnsupported Code = "unsupported" // the format or feature is not handled
	CodeHelper      Code = "helper"      // a helper program is missing or failed
	CodeSpace       Code = "space"       // the disk is full
	CodeBlocked     Code = "blocked"     // pre-flight errors stop a transfer
	CodeCanceled    Code = "canceled"    // the person stopped the work
	CodeInternal    Code = "internal"    // a fault of the program
)

// Error is an error that knows who should read it: What and Hint are for the
// person (what happened, to which file; what to do), Err is the cause for the
// log.
type Error struct {
	Code Code
	What Text
	Hint Text
	Err  error
}

// Fail makes an Error with the text "error.<id>" and, where the translation
// files have it, the hint "error.<id>.hint".
func Fail(code Code, id string, cause error, pairs ...string) *Error {
	return &Error{Code: code, What: Say("error."+id, pairs...), Hint: Say("error."+id+".hint", pairs...), Err: cause}
}

func (e *Error) Error() string {
	s := string(e.Code) + ": " + e.What.ID + fallbackArgs(e.What.Args)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// ErrorCode gives the code of the first Error in the chain, CodeInternal when
// there is none, and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// ErrorMessage gives what a person should read of err: one sentence, and a hint
// ("" when there is none). An error that is not an Error gives the entry
// "error.internal".
func ErrorMessage(w Words, err error) (message, hint string) {
	var e *Error
	if !errors.As(err, &e) {
		return w.Say(Say("error.internal", "detail", err.Error())), ""
	}
	if _, ok := w[e.Hint.ID]; ok {
		hint = w.Say(e.Hint)
	}
	return w.Say(e.What), hint
}
