/** Reads documents from Feishu and Lark. */
@NullMarked
package io.codemaster.executor.feishu;

import org.jspecify.annotations.NullMarked;
