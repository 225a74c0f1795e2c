/** Decides about notices and inboxes. */
@NullMarked
package io.codemaster.command.notice;

import org.jspecify.annotations.NullMarked;
