/** Who is asking: session tokens, their cookies, and the user behind them. */
@NullMarked
package io.codemaster.app.security.session;

import org.jspecify.annotations.NullMarked;
