/** Reads documents from Feishu and Lark, and takes notices there. */
@NullMarked
package io.codemaster.executor.feishu;

import org.jspecify.annotations.NullMarked;
