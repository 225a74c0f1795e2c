/** Decides of delivered changes: what the second agent and people say of them, and what follows. */
@NullMarked
package io.codemaster.command.review;

import org.jspecify.annotations.NullMarked;
