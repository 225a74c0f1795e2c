/** GitLab as tests see it. */
@NullMarked
package io.codemaster.testing.gitlab;

import org.jspecify.annotations.NullMarked;
