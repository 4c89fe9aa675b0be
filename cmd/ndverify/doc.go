// Command ndverify checks transfer packages at the receiving archives: one static
// file without a library, a window or fonts.
//
//	ndverify 包…                        check, print the report; several give a table
//	ndverify --report 报告.html 包…     and write it (.html, .json, .txt)
//	ndverify --receipt 回执.json --by 张三 包   the receipt, and 回执.html to print and sign
//	ndverify --against 发出的包 收到的包  what differs
//
// Exit status: 0 accepted, 1 rejected or different, 2 could not be read. Reports
// and receipts as PDF are made by nd, which has the typefaces.
package main
