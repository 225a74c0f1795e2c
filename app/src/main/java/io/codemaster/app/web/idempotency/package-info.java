/** A request that is sent twice has its effect once. */
@NullMarked
package io.codemaster.app.web.idempotency;

import org.jspecify.annotations.NullMarked;
