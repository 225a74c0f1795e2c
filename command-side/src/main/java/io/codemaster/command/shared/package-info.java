/** What the deciding features share at the edge. */
@NullMarked
package io.codemaster.command.shared;

import org.jspecify.annotations.NullMarked;
