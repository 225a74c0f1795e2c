/** Decides about requirements. */
@NullMarked
package io.codemaster.command.requirement;

import org.jspecify.annotations.NullMarked;
