/** Git: mirrors, work trees, commits, pushes, and the policy for URLs. */
@NullMarked
package io.codemaster.executor.git;

import org.jspecify.annotations.NullMarked;
