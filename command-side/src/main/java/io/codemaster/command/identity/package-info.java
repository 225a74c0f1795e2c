/** Decides about users. */
@NullMarked
package io.codemaster.command.identity;

import org.jspecify.annotations.NullMarked;
