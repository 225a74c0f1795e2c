/** GitHub as tests see it. */
@NullMarked
package io.codemaster.testing.github;

import org.jspecify.annotations.NullMarked;
