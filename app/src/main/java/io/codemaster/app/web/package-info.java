/** What every request and answer has in common: problems, tracing, limits, reading one's own writes, the web client. */
@NullMarked
package io.codemaster.app.web;

import org.jspecify.annotations.NullMarked;
