/** Git servers as tests see them. */
@NullMarked
package io.codemaster.testing.git;

import org.jspecify.annotations.NullMarked;
