/** What the product says of itself to those who operate it: metrics, labelled logs, traces. */
@NullMarked
package io.codemaster.app.telemetry;

import org.jspecify.annotations.NullMarked;
