/** Decides about inspections. */
@NullMarked
package io.codemaster.command.inspection;

import org.jspecify.annotations.NullMarked;
