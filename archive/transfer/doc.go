// Package transfer hands a year's items over to the archives: it checks them
// first (pre-flight), writes the package, reads it back, and lets it appear only
// when it is complete and verified.
//
// [NewPlan] is pure: which items go, under which names, what is held back and
// why. [Plan.Pack] writes the package beside its place, goes on after an
// interruption, and renames it last. [Verify] checks a package by itself, on any
// machine and without a library: digests, counts, structure, catalogue against
// content, metadata against files.
//
// It follows DA/T 93-2022 (layout dat93, as public implementations of its annex B
// have it), DA/T 46-2009 (metadata), DA/T 70-2018 (the checks, GD codes), 档发
// 〔2012〕7号 (registration form) and RFC 8493 (BagIt 1.0, the wrapping). A check that a
// program cannot do (virus, surface of a disc) is never called passed.
//
// BagIt and the Chinese layouts are written by hand: the BagIt libraries for Go
// are unmaintained or take a bag's whole manifest for granted, and none writes
// the Chinese ones.
package transfer
