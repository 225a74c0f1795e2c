/** Feishu as tests see it. */
@NullMarked
package io.codemaster.testing.feishu;

import org.jspecify.annotations.NullMarked;
