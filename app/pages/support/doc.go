// Package support is the Support page: the person's own plan and people, crisis
// lines for a country chosen by hand, a few small steps, and the way on, which is
// always there. Its parts, where plan and people are written, are the argument of
// its route.
//
// What is promised:
//
//   - It needs no passphrase: before one there are the country's lines alone, and
//     nothing of a journal but the numbers of the list that the person put right
//     and lets be seen there.
//   - The numbers stand large and plain. Where each is from, when it was last
//     looked at and whether the person checked it stands in the line below.
//   - Nothing is asked, counted, labelled or written down by it; Continue and
//     Escape lead back to where one was.
//   - After an answer that opens it, it says the sentences of domain.md §4.2.
//   - Plan and people are kept when their page is left; what no disk takes at
//     locking waits sealed.
package support
