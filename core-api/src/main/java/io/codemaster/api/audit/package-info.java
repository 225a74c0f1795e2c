/** Who did what, when, from where, to which object, and what came of it. */
@NullMarked
package io.codemaster.api.audit;

import org.jspecify.annotations.NullMarked;
