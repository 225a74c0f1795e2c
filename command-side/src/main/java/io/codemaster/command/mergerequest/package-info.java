/** Decides about merge requests. */
@NullMarked
package io.codemaster.command.mergerequest;

import org.jspecify.annotations.NullMarked;
