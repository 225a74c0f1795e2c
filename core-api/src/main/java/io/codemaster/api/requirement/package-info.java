/** The contract of written requirements. */
@NullMarked
package io.codemaster.api.requirement;

import org.jspecify.annotations.NullMarked;
