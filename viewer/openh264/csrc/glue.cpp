// OpenH264's C++ decoder behind four C functions, and what stands in for the files of it that are left out of the build:
// WelsThreadLib, wels_decoder_thread (threads), crt_util_safe_x (the C library's texts, files and clock).
//
// Belongs here: nothing that judges a stream (src/ does).
#include "codec_api.h"
#include "crt_util_safe_x.h"
#include "wels_decoder_thread.h"

// Without a C++ library. The decoder makes three objects of its own this way, when it is made or reset; all that follows the
// stream's size goes through malloc and is checked. `new` may not give nothing, so there the instance ends.
#ifdef __wasm__
static void *make(size_t size) {
  void *made = malloc(size);
  if (!made) __builtin_trap();
  return made;
}
void *operator new(size_t size) { return make(size); }
void *operator new[](size_t size) { return make(size); }
void operator delete(void *object) noexcept { free(object); }
void operator delete[](void *object) noexcept { free(object); }
void operator delete(void *object, size_t) noexcept { free(object); }
void operator delete[](void *object, size_t) noexcept { free(object); }
extern "C" void __cxa_pure_virtual() { __builtin_trap(); }
#endif

extern "C" {
// Texts feed the log, which is off; files are written by builds for debugging only.
int32_t WelsSnprintf(char *to, int32_t size, const char *, ...) {
  if (size > 0) to[0] = 0;
  return 0;
}
int32_t WelsVsnprintf(char *to, int32_t size, const char *, va_list) {
  if (size > 0) to[0] = 0;
  return 0;
}
char *WelsStrcat(char *to, uint32_t, const char *) { return to; }

// Every call of these stands behind "more than 0 threads" or "more than 1"; we never ask for one. Should a new version call
// them, a trap is better than two owners of one picture.
WELS_THREAD_ERROR_CODE WelsMutexInit(WELS_MUTEX *) { __builtin_trap(); }
WELS_THREAD_ERROR_CODE WelsMutexLock(WELS_MUTEX *) { __builtin_trap(); }
WELS_THREAD_ERROR_CODE WelsMutexUnlock(WELS_MUTEX *) { __builtin_trap(); }
WELS_THREAD_ERROR_CODE WelsMutexDestroy(WELS_MUTEX *) { __builtin_trap(); }
int EventCreate(SWelsDecEvent *, int, int) { __builtin_trap(); }
void EventPost(SWelsDecEvent *) { __builtin_trap(); }
int EventWait(SWelsDecEvent *, int32_t) { __builtin_trap(); }
void EventReset(SWelsDecEvent *) { __builtin_trap(); }
void EventDestroy(SWelsDecEvent *) { __builtin_trap(); }
int SemCreate(SWelsDecSemphore *, long, long) { __builtin_trap(); }
int SemWait(SWelsDecSemphore *, int32_t) { __builtin_trap(); }
void SemRelease(SWelsDecSemphore *, long *) { __builtin_trap(); }
void SemDestroy(SWelsDecSemphore *) { __builtin_trap(); }
int ThreadCreate(SWelsDecThread *, LPWELS_THREAD_ROUTINE, void *) { __builtin_trap(); }
int ThreadWait(SWelsDecThread *) { __builtin_trap(); }
// What bounds the number of threads that may be asked for.
int32_t GetCPUCount() { return 1; }

// As src/ffi.rs declares it.
struct WardPicture {
  uint8_t *planes[3];
  int32_t strides[2];
  int32_t width, height;
};

// A decoder, or null where there is no memory for one.
ISVCDecoder *ward_new() {
  ISVCDecoder *decoder = nullptr;
  if (WelsCreateDecoder(&decoder) != 0 || !decoder) return nullptr;
  int quiet = WELS_LOG_QUIET;
  decoder->SetOption(DECODER_OPTION_TRACE_LEVEL, &quiet);
  SDecodingParam settings;
  memset(&settings, 0, sizeof settings);
  settings.uiTargetDqLayer = (unsigned char)-1;
  // A damaged picture is an error, not a guess: a guess would look like a picture of the street.
  settings.eEcActiveIdc = ERROR_CON_DISABLE;
  settings.sVideoProperty.size = sizeof settings.sVideoProperty;
  settings.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
  int end_of_stream = 0;
  // Initialize says 0 also where its memory was refused; then no option can be asked for.
  if (decoder->Initialize(&settings) != 0 ||
      decoder->GetOption(DECODER_OPTION_END_OF_STREAM, &end_of_stream) != 0) {
    WelsDestroyDecoder(decoder);
    return nullptr;
  }
  return decoder;
}

void ward_free(ISVCDecoder *decoder) { WelsDestroyDecoder(decoder); }

// One access unit of Annex B. 1: a picture, borrowed until the next call; 0: none; below 0: minus the bits of DECODING_STATE.
int32_t ward_decode(ISVCDecoder *decoder, const uint8_t *unit, int32_t size, WardPicture *picture) {
  unsigned char *planes[3] = {nullptr, nullptr, nullptr};
  SBufferInfo info;
  memset(&info, 0, sizeof info);
  int32_t state = decoder->DecodeFrameNoDelay(unit, size, planes, &info);
  if (state != dsErrorFree) return -state;
  // Main and High profiles pass a queue that holds one picture back even where there are no B slices. NoDelay has said that
  // the stream ends here, so that a flush gives that picture now; the next unit takes it back.
  if (info.iBufferStatus != 1) decoder->FlushFrame(planes, &info);
  if (info.iBufferStatus != 1 || !planes[0] || !planes[1] || !planes[2]) return 0;
  const SSysMEMBuffer &buffer = info.UsrData.sSystemBuffer;
  for (int i = 0; i < 3; i++) picture->planes[i] = planes[i];
  picture->strides[0] = buffer.iStride[0];
  picture->strides[1] = buffer.iStride[1];
  picture->width = buffer.iWidth;
  picture->height = buffer.iHeight;
  return 1;
}
}
