// Package isofs reads an image of a disc (ISO 9660 with Rock Ridge or Joliet
// names) in place, as an fs.FS whose files can be read at random.
//
// The receiving clerk's program opens images with it, on machines where there is
// no other program for them and without unpacking a disc's worth of files. It is
// written by hand for what that asks: names as both extensions have them, files of
// more than one extent (above 4 GiB), and images from strangers. So every size,
// depth and count is bounded, folders are not entered twice, and names that lead
// out of the image are refused. UDF is not read: [Open] says so with ErrForm.
package isofs
