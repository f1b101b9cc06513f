<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Saegim</source>
        <translation>새김 정보</translation>
    </message>
    <message>
        <source>Mark objects in your pictures, and train a model on the marks with one button.</source>
        <translation>사진 속 객체를 표시하고, 단추 하나로 모델을 학습하세요.</translation>
    </message>
    <message>
        <source>Free software under the AGPL-3.0-or-later: you may use, study, share and change it, and whoever gets it from you may, too. It comes without any warranty.</source>
        <translation>AGPL-3.0 이상으로 배포하는 자유 소프트웨어입니다. 누구나 쓰고, 살펴보고, 나누고, 고칠 수 있으며, 받은 사람도 마찬가지입니다. 어떤 보증도 하지 않습니다.</translation>
    </message>
    <message>
        <source>Copy version</source>
        <translation>버전 복사</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>라이선스…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사됨</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>New project…</source>
        <translation>새 프로젝트…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>사진 추가…</translation>
    </message>
    <message>
        <source>Export annotations…</source>
        <translation>주석 내보내기…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>백업 되돌리기…</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>프로젝트 닫기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Paste at the pointer</source>
        <translation>포인터 위치에 붙여넣기</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Repeat the previous image&apos;s annotations</source>
        <translation>이전 이미지의 주석 되풀이</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>다음 이미지</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>이전 이미지</translation>
    </message>
    <message>
        <source>Next image that needs a look</source>
        <translation>살펴볼 다음 이미지</translation>
    </message>
    <message>
        <source>Go to an image by its number</source>
        <translation>번호로 이미지 찾아가기</translation>
    </message>
    <message>
        <source>Accept everything on the image and go on</source>
        <translation>이미지의 모든 것을 수락하고 다음으로</translation>
    </message>
    <message>
        <source>Nothing to mark: verified empty</source>
        <translation>표시할 것 없음: 빈 이미지로 확인</translation>
    </message>
    <message>
        <source>Remove from the project…</source>
        <translation>프로젝트에서 빼기…</translation>
    </message>
    <message>
        <source>Select and edit</source>
        <translation>선택 및 편집</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Rotated box</source>
        <translation>회전 상자</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Polyline</source>
        <translation>꺾은선</translation>
    </message>
    <message>
        <source>Key points</source>
        <translation>키포인트</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>붓</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Split by a line</source>
        <translation>선으로 나누기</translation>
    </message>
    <message>
        <source>Smart tool</source>
        <translation>스마트 도구</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>붓 작게</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>붓 크게</translation>
    </message>
    <message>
        <source>Square brush</source>
        <translation>네모 붓</translation>
    </message>
    <message>
        <source>Finish the draft, or accept the selected suggestions</source>
        <translation>그리던 것을 마치거나 선택한 제안 수락</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>받아들이기</translation>
    </message>
    <message>
        <source>Next object</source>
        <translation>다음 객체</translation>
    </message>
    <message>
        <source>Class {number}</source>
        <translation>클래스 {number}</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>클래스 찾기</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>클래스 추가</translation>
    </message>
    <message>
        <source>Key points of the class…</source>
        <translation>클래스의 키포인트…</translation>
    </message>
    <message>
        <source>Attributes of the class…</source>
        <translation>클래스의 속성…</translation>
    </message>
    <message>
        <source>Rename the class</source>
        <translation>클래스 이름 바꾸기</translation>
    </message>
    <message>
        <source>Colour of the class…</source>
        <translation>클래스 색…</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>사진을 창에 맞추기</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Hide all objects</source>
        <translation>모든 객체 숨기기</translation>
    </message>
    <message>
        <source>Hide the selected objects</source>
        <translation>선택한 객체 숨기기</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Brightness and colours…</source>
        <translation>밝기와 색…</translation>
    </message>
    <message>
        <source>The picture as it is</source>
        <translation>사진 그대로</translation>
    </message>
    <message>
        <source>Compare with the previous picture</source>
        <translation>이전 사진과 비교</translation>
    </message>
    <message>
        <source>Value range…</source>
        <translation>값 범위…</translation>
    </message>
    <message>
        <source>Overview of an enlarged picture</source>
        <translation>확대한 사진의 전체 보기</translation>
    </message>
    <message>
        <source>Rulers</source>
        <translation>눈금자</translation>
    </message>
    <message>
        <source>Cross-hair while drawing</source>
        <translation>그릴 때 십자선</translation>
    </message>
    <message>
        <source>Values in enlarged pixels</source>
        <translation>확대한 픽셀 안에 값 표시</translation>
    </message>
    <message>
        <source>Image list</source>
        <translation>이미지 목록</translation>
    </message>
    <message>
        <source>Classes and objects</source>
        <translation>클래스와 객체</translation>
    </message>
    <message>
        <source>Checks of annotations</source>
        <translation>주석 검사</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 기록</translation>
    </message>
    <message>
        <source>Attributes and tags</source>
        <translation>속성과 태그</translation>
    </message>
    <message>
        <source>Auto-label the images nobody has reviewed</source>
        <translation>아무도 검토하지 않은 이미지 자동 표시</translation>
    </message>
    <message>
        <source>Accept all suggestions above the score in the project</source>
        <translation>프로젝트에서 점수 이상인 제안 모두 수락</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>What this machine can do…</source>
        <translation>이 컴퓨터로 할 수 있는 일…</translation>
    </message>
    <message>
        <source>Check for a newer version…</source>
        <translation>새 버전 확인…</translation>
    </message>
    <message>
        <source>About Saegim</source>
        <translation>새김 정보</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Convert to</source>
        <translation>변환</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>합치기</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>Fixed, but only while something is being drawn: otherwise the key is free.</source>
        <translation>그리는 동안에만 고정된 키이며, 그 밖에는 자유롭게 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Fixed, but only while objects are selected: otherwise the keys are free.</source>
        <translation>고정되어 있지만 객체를 골랐을 때만 그렇습니다. 그 밖에는 자유롭게 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Fixed, since it goes together with the mouse.</source>
        <translation>마우스와 함께 쓰므로 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>사진 옮기기</translation>
    </message>
    <message>
        <source>Space held, middle button</source>
        <translation>Space를 누른 채 끌기, 가운데 버튼</translation>
    </message>
    <message>
        <source>Zoom where the pointer is</source>
        <translation>포인터 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 휠</translation>
    </message>
    <message>
        <source>Show what can be done with what is there</source>
        <translation>거기 있는 것으로 할 수 있는 일 보기</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>오른쪽 클릭</translation>
    </message>
    <message>
        <source>Move the selected objects by one pixel, or by ten</source>
        <translation>고른 객체를 한 픽셀, 또는 열 픽셀 옮기기</translation>
    </message>
    <message>
        <source>Arrows, Shift + arrows</source>
        <translation>화살표, Shift + 화살표</translation>
    </message>
    <message>
        <source>Scroll the picture, sideways with Shift</source>
        <translation>사진 스크롤, Shift와 함께 옆으로</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Throw the draft away</source>
        <translation>그리던 것 버리기</translation>
    </message>
    <message>
        <source>Take back the draft&apos;s last point</source>
        <translation>그리던 것의 마지막 점 되돌리기</translation>
    </message>
    <message>
        <source>Choose one of the smart tool&apos;s outlines</source>
        <translation>스마트 도구의 윤곽 중 하나 고르기</translation>
    </message>
    <message>
        <source>Tab, wheel</source>
        <translation>Tab, 휠</translation>
    </message>
    <message>
        <source>Fixed, but only while it offers more than one.</source>
        <translation>윤곽을 여럿 제안할 때에만 고정된 키입니다.</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>Unite</source>
        <translation>하나로 합치기</translation>
    </message>
    <message>
        <source>Cut the others out of the first</source>
        <translation>첫 객체에서 나머지를 잘라내기</translation>
    </message>
    <message>
        <source>Keep what is common</source>
        <translation>겹치는 부분만 남기기</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>구멍 메우기</translation>
    </message>
    <message>
        <source>Keep the largest part</source>
        <translation>가장 큰 부분만 남기기</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>매끄럽게</translation>
    </message>
    <message>
        <source>Simplify…</source>
        <translation>단순화…</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>보임</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Left edges</source>
        <translation>왼쪽 가장자리</translation>
    </message>
    <message>
        <source>Centres, side by side</source>
        <translation>가로 가운데</translation>
    </message>
    <message>
        <source>Right edges</source>
        <translation>오른쪽 가장자리</translation>
    </message>
    <message>
        <source>Top edges</source>
        <translation>위쪽 가장자리</translation>
    </message>
    <message>
        <source>Centres, above each other</source>
        <translation>세로 가운데</translation>
    </message>
    <message>
        <source>Bottom edges</source>
        <translation>아래쪽 가장자리</translation>
    </message>
    <message>
        <source>Bring to the front</source>
        <translation>맨 앞으로</translation>
    </message>
    <message>
        <source>Bring forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Send backward</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Send to the back</source>
        <translation>맨 뒤로</translation>
    </message>
</context>
<context>
    <name>AddImages</name>
    <message>
        <source>Adding pictures</source>
        <translation>사진 추가 중</translation>
    </message>
    <message>
        <source>without an ending ({count})</source>
        <translation>확장자 없음 ({count})</translation>
    </message>
    <message>
        <source>Passed over by their endings: {endings}.</source>
        <translation>확장자 때문에 건너뛴 파일: {endings}.</translation>
    </message>
    <message>
        <source>Of files with several pages only the first was taken: {names}.</source>
        <translation>여러 쪽이 있는 파일에서는 첫 쪽만 가져왔습니다: {names}.</translation>
    </message>
    <message>
        <source>Left out: {names}. {reason}</source>
        <translation>제외됨: {names}. {reason}</translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>Use the defaults</source>
        <translation>기본값 사용</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Epochs, head only</source>
        <translation>에포크, 머리 부분만</translation>
    </message>
    <message>
        <source>Rounds in which only the last layers learn; 0 leaves this phase out.</source>
        <translation>마지막 층만 배우는 횟수입니다. 0이면 이 단계를 건너뜁니다.</translation>
    </message>
    <message>
        <source>Epochs, whole network</source>
        <translation>에포크, 전체 신경망</translation>
    </message>
    <message>
        <source>Rounds in which all layers learn; 0 leaves this phase out.</source>
        <translation>모든 층이 배우는 횟수입니다. 0이면 이 단계를 건너뜁니다.</translation>
    </message>
    <message>
        <source>Learning rate, head only</source>
        <translation>학습률, 머리 부분만</translation>
    </message>
    <message>
        <source>Size of a step; too large and the loss jumps, too small and nothing moves.</source>
        <translation>한 걸음의 크기입니다. 너무 크면 손실이 튀고, 너무 작으면 움직이지 않습니다.</translation>
    </message>
    <message>
        <source>Learning rate, whole network</source>
        <translation>학습률, 전체 신경망</translation>
    </message>
    <message>
        <source>That of the last layers; earlier layers take smaller steps.</source>
        <translation>마지막 층의 학습률입니다. 앞쪽 층은 더 작게 움직입니다.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>Pictures looked at for one step; more need more memory.</source>
        <translation>한 걸음에 보는 사진 수입니다. 많을수록 메모리가 더 필요합니다.</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>이미지 크기</translation>
    </message>
    <message>
        <source>Pixels of the longer side; small objects need more, time grows with it.</source>
        <translation>긴 변의 픽셀 수입니다. 작은 객체에는 더 커야 하고, 시간도 함께 늘어납니다.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Another number shuffles differently: it shows how much is chance.</source>
        <translation>다른 수를 넣으면 다르게 섞입니다. 우연이 얼마나 큰지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>What computes: the fastest one there is.</source>
        <translation>계산하는 장치입니다. 가장 빠른 것을 씁니다.</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>기본값: {value}.</translation>
    </message>
</context>
<context>
    <name>AnnotatePage</name>
    <message>
        <source>Pictures are being added…</source>
        <translation>사진을 추가하는 중…</translation>
    </message>
    <message>
        <source>The project has no pictures yet.</source>
        <translation>프로젝트에 아직 사진이 없습니다.</translation>
    </message>
    <message>
        <source>All images are done: a model can learn from them.</source>
        <translation>모든 이미지를 마쳤습니다. 이제 모델이 배울 수 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is for whole images: what is being drawn keeps its class.</source>
        <translation>“{name}”은(는) 이미지 전체의 클래스입니다. 그리고 있는 것의 클래스는 그대로입니다.</translation>
    </message>
    <message>
        <source>Something is being drawn: {key} keeps it, Esc throws it away.</source>
        <translation>그리고 있는 것이 있습니다: {key}로 남기고, Esc로 버립니다.</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>There is no picture to show.</source>
        <translation>보여 줄 사진이 없습니다.</translation>
    </message>
</context>
<context>
    <name>AnnotationEditor</name>
    <message>
        <source>An outline keeps at least three points, a line two, key points one.</source>
        <translation>윤곽선에는 점이 적어도 세 개, 꺾은선에는 두 개, 키포인트에는 한 개 남습니다.</translation>
    </message>
    <message>
        <source>Objects copied: {count}</source>
        <translation>복사한 객체: {count}개</translation>
    </message>
    <message>
        <source>The previous image has no objects to repeat.</source>
        <translation>이전 이미지에 반복할 객체가 없습니다.</translation>
    </message>
</context>
<context>
    <name>AnnotationsPanel</name>
    <message>
        <source>Annotations</source>
        <translation>주석</translation>
    </message>
    <message>
        <source>No image is reviewed yet; only those are exported.</source>
        <translation>아직 검토된 이미지가 없습니다. 검토된 이미지만 내보냅니다.</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Reviewed images: {count}</source>
        <translation>검토된 이미지: {count}장</translation>
    </message>
    <message>
        <source>Also those in work, which nobody has reviewed: {count}</source>
        <translation>아직 검토되지 않은 작업 중인 이미지도 함께: {count}장</translation>
    </message>
    <message>
        <source>Exporting annotations</source>
        <translation>주석 내보내는 중</translation>
    </message>
    <message>
        <source>A new folder is made in this one</source>
        <translation>새 폴더를 만들 위치</translation>
    </message>
    <message>
        <source>Export annotations</source>
        <translation>주석 내보내기</translation>
    </message>
</context>
<context>
    <name>Architectures</name>
    <message>
        <source>The smallest YOLO26, pretrained on 80 kinds of everyday things. It is quick on any machine.</source>
        <translation>가장 작은 YOLO26으로, 일상의 사물 80가지로 미리 학습했습니다. 어떤 컴퓨터에서도 빠릅니다.</translation>
    </message>
    <message>
        <source>The smallest YOLO26 with masks, pretrained on 80 kinds of everyday things. It traces outlines on any machine.</source>
        <translation>마스크를 그리는 가장 작은 YOLO26으로, 일상의 사물 80가지로 미리 학습했습니다. 어떤 컴퓨터에서도 윤곽을 땁니다.</translation>
    </message>
    <message>
        <source>A light network for whole images, pretrained on ImageNet. It learns in minutes on a processor.</source>
        <translation>이미지 전체를 보는 가벼운 신경망으로, ImageNet으로 미리 학습했습니다. 프로세서에서도 몇 분이면 배웁니다.</translation>
    </message>
    <message>
        <source>A U-Net whose encoder is MobileNetV2, pretrained on ImageNet. It colours every pixel and needs few images.</source>
        <translation>인코더가 MobileNetV2인 U-Net으로, ImageNet으로 미리 학습했습니다. 모든 픽셀을 칠하며 이미지가 적어도 됩니다.</translation>
    </message>
</context>
<context>
    <name>AttributeChoice</name>
    <message>
        <source>Attribute</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Any attribute</source>
        <translation>모든 속성</translation>
    </message>
    <message>
        <source>With a note</source>
        <translation>메모 있음</translation>
    </message>
</context>
<context>
    <name>AttributeDialog</name>
    <message>
        <source>Attributes of {name}</source>
        <translation>{name}의 속성</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Each object has to have a value</source>
        <translation>모든 객체에 값이 있어야 함</translation>
    </message>
    <message>
        <source>An attribute says more of an object than its class, such as a colour or a condition. Every object can be marked occluded, truncated, difficult or a crowd without one.</source>
        <translation>속성은 색이나 상태처럼 클래스보다 더 자세한 것을 나타냅니다. 가려짐, 잘림, 어려움, 무리는 속성을 만들지 않아도 모든 객체에 표시할 수 있습니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Delete · objects with a value: {count}</source>
        <translation>삭제 · 값이 있는 객체: {count}개</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>First choice</source>
        <translation>첫째 선택지</translation>
    </message>
</context>
<context>
    <name>AttributePanel</name>
    <message>
        <source>Still to be given: {names}</source>
        <translation>아직 값이 없음: {names}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Select objects to describe them.</source>
        <translation>객체를 선택하면 속성을 적을 수 있습니다.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Tags of the image</source>
        <translation>이미지의 태그</translation>
    </message>
</context>
<context>
    <name>Attributes</name>
    <message>
        <source>Yes or no</source>
        <translation>예 또는 아니요</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>여럿 중 하나</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>무리</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>여러 값</translation>
    </message>
</context>
<context>
    <name>AutoLabel</name>
    <message>
        <source>There is no trained model yet: label some images, then train.</source>
        <translation>아직 학습한 모델이 없습니다. 이미지를 몇 장 표시한 다음 학습하세요.</translation>
    </message>
    <message>
        <source>Every image is reviewed already.</source>
        <translation>모든 이미지가 이미 검토되었습니다.</translation>
    </message>
    <message>
        <source>Auto-labelling cancelled; nothing was changed.</source>
        <translation>자동 표시를 취소했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Auto-labelling with {model}</source>
        <translation>{model}(으)로 자동 표시 중</translation>
    </message>
    <message>
        <source>The model&apos;s suggestions are there.</source>
        <translation>모델의 제안이 준비되었습니다.</translation>
    </message>
    <message>
        <source>Show the first</source>
        <translation>첫 이미지 보기</translation>
    </message>
    <message>
        <source>The model has looked at every image that is not reviewed.</source>
        <translation>검토되지 않은 이미지는 이 모델이 모두 살펴보았습니다.</translation>
    </message>
    <message>
        <source>Stopped; images left for the next time: {count}</source>
        <translation>멈췄습니다. 다음에 이어서 할 이미지: {count}장</translation>
    </message>
    <message>
        <source>Suggestions added: {added}</source>
        <translation>추가된 제안: {added}</translation>
    </message>
    <message>
        <source>Left out because an annotation of the same class is there: {count}</source>
        <translation>같은 클래스의 주석이 이미 있어 뺀 것: {count}</translation>
    </message>
    <message>
        <source>Left out because their class was deleted: {count}</source>
        <translation>클래스가 삭제되어 뺀 제안: {count}개</translation>
    </message>
    <message>
        <source>Reviewed meanwhile: {count}</source>
        <translation>그사이에 검토됨: {count}</translation>
    </message>
    <message>
        <source>Images left out: {count}</source>
        <translation>제외된 이미지: {count}개</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
</context>
<context>
    <name>AutoLabelDialog</name>
    <message>
        <source>Auto-label</source>
        <translation>자동 표시</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Pictures that it has not looked at yet: {count}</source>
        <translation>이 모델이 아직 보지 않은 사진: {count}장</translation>
    </message>
    <message>
        <source>All pictures that are not reviewed: {count}</source>
        <translation>검토되지 않은 사진 모두: {count}장</translation>
    </message>
    <message>
        <source>With which model?</source>
        <translation>어떤 모델로 할까요?</translation>
    </message>
    <message>
        <source>On which pictures?</source>
        <translation>어떤 사진에 할까요?</translation>
    </message>
    <message>
        <source>What it finds becomes suggestions. Your own work is never replaced.</source>
        <translation>찾은 것은 제안이 됩니다. 직접 한 작업은 바뀌지 않습니다.</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message>
        <source>Restore a backup</source>
        <translation>백업 되돌리기</translation>
    </message>
    <message>
        <source>A backup is made once a day, and before anything large. Going back to one keeps the project as it is now beside it.</source>
        <translation>백업은 하루에 한 번, 그리고 큰 변경 전에 만들어집니다. 되돌려도 지금 프로젝트는 옆에 그대로 보관됩니다.</translation>
    </message>
    <message>
        <source>There is no backup yet: one is made once a day, and before anything large.</source>
        <translation>아직 백업이 없습니다. 하루에 한 번, 그리고 큰 변경 전에 만들어집니다.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>주석</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>손상됨</translation>
    </message>
</context>
<context>
    <name>BrushSetting</name>
    <message>
        <source>{size} px</source>
        <translation>{size}픽셀</translation>
    </message>
</context>
<context>
    <name>CanvasFoot</name>
    <message>
        <source>Done, next</source>
        <translation>완료, 다음</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Nothing to mark</source>
        <translation>표시할 것 없음</translation>
    </message>
    <message>
        <source>There is nothing to mark on this image; the next one comes</source>
        <translation>이 이미지에는 표시할 것이 없습니다. 다음 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Everything on this image is marked; the next one comes.</source>
        <translation>이 이미지의 모든 것이 표시되었습니다. 다음 이미지로 갑니다.</translation>
    </message>
    <message>
        <source>Suggestions accepted by it: {count}.</source>
        <translation>함께 수락되는 제안: {count}개.</translation>
    </message>
    <message>
        <source>Suggestions below the score, rejected: {count}.</source>
        <translation>점수가 낮아 거부되는 제안: {count}개.</translation>
    </message>
    <message>
        <source>Digit: label the image with the class of this key</source>
        <translation>숫자 키: 그 키의 클래스를 이미지에 붙입니다</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Checks</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Check all images</source>
        <translation>모든 이미지 검사</translation>
    </message>
    <message>
        <source>Tiny objects, objects marked twice, outlines that cross themselves and more.</source>
        <translation>아주 작은 객체, 두 번 표시된 객체, 스스로 교차하는 윤곽선 등.</translation>
    </message>
    <message>
        <source>Nothing looks wrong.</source>
        <translation>이상한 것이 없습니다.</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>고치기</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Checking the annotations</source>
        <translation>주석을 검사하는 중</translation>
    </message>
    <message>
        <source>Objects mended: {count}</source>
        <translation>고친 객체: {count}</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>Tiny</source>
        <translation>아주 작음</translation>
    </message>
    <message>
        <source>only {side} pixels long</source>
        <translation>길이가 {side}픽셀뿐</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Outside the image</source>
        <translation>이미지 밖</translation>
    </message>
    <message>
        <source>reaches {pixels} pixels beyond the image</source>
        <translation>이미지를 {pixels}픽셀 벗어남</translation>
    </message>
    <message>
        <source>Cut at the border</source>
        <translation>가장자리에서 자르기</translation>
    </message>
    <message>
        <source>Marked twice</source>
        <translation>두 번 표시됨</translation>
    </message>
    <message>
        <source>lies on another of its class by {percent} %</source>
        <translation>같은 클래스의 다른 객체와 {percent}% 겹침</translation>
    </message>
    <message>
        <source>Delete the newer one</source>
        <translation>나중 것 삭제</translation>
    </message>
    <message>
        <source>Crosses itself</source>
        <translation>자기 교차</translation>
    </message>
    <message>
        <source>the outline crosses itself</source>
        <translation>윤곽선이 스스로 교차함</translation>
    </message>
    <message>
        <source>Untangle</source>
        <translation>풀기</translation>
    </message>
    <message>
        <source>Unusual size</source>
        <translation>보통과 다른 크기</translation>
    </message>
    <message>
        <source>{percent} % of the usual size of its class</source>
        <translation>이 클래스의 보통 크기의 {percent}%</translation>
    </message>
    <message>
        <source>Missing attributes</source>
        <translation>빠진 속성</translation>
    </message>
    <message>
        <source>without a value: {names}</source>
        <translation>값 없음: {names}</translation>
    </message>
</context>
<context>
    <name>ChoiceList</name>
    <message>
        <source>Add a choice</source>
        <translation>선택지 추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>선택지</translation>
    </message>
    <message>
        <source>Remove · objects that have it: {count}</source>
        <translation>제거 · 이 값을 가진 객체: {count}개</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>선택지</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
    </message>
</context>
<context>
    <name>ClassMenu</name>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>윤곽선</translation>
    </message>
    <message>
        <source>Mask, pixel by pixel</source>
        <translation>픽셀 단위 마스크</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Kept as</source>
        <translation>저장 형태</translation>
    </message>
    <message>
        <source>Rotated box</source>
        <translation>회전 상자</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>꺾은선</translation>
    </message>
    <message>
        <source>Key points</source>
        <translation>키포인트</translation>
    </message>
    <message>
        <source>Objects and whole images change only while nothing is labelled.</source>
        <translation>객체와 이미지 전체 사이는 아무것도 표시하지 않았을 때만 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Merge into (moves {count} annotations)</source>
        <translation>다음으로 합치기 (주석 {count}개 이동)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete, with its {count} annotations</source>
        <translation>주석 {count}개와 함께 삭제</translation>
    </message>
    <message>
        <source>Whole image</source>
        <translation>이미지 전체</translation>
    </message>
</context>
<context>
    <name>ClassMetricsPanel</name>
    <message>
        <source>What each class reached is known at the end.</source>
        <translation>클래스마다의 성적은 학습이 끝나면 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>ClassNaming</name>
    <message>
        <source>new class</source>
        <translation>새 클래스</translation>
    </message>
    <message>
        <source>new class {number}</source>
        <translation>새 클래스 {number}</translation>
    </message>
</context>
<context>
    <name>ClassPanel</name>
    <message>
        <source>Find a class</source>
        <translation>클래스 찾기</translation>
    </message>
    <message>
        <source>object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>The class “object” was made for it; double-click it to rename it.</source>
        <translation>이를 위해 “객체” 클래스를 만들었습니다. 더블 클릭하면 이름을 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>No class has the key {key}.</source>
        <translation>{key} 키를 쓰는 클래스가 없습니다.</translation>
    </message>
    <message>
        <source>“{chosen}” is for whole images, so the object was given “{taken}”.</source>
        <translation>“{chosen}”은(는) 이미지 전체의 클래스이므로 객체에는 “{taken}”을(를) 주었습니다.</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>클래스의 색</translation>
    </message>
    <message>
        <source>Class of objects</source>
        <translation>객체의 클래스</translation>
    </message>
    <message>
        <source>Class of whole images</source>
        <translation>이미지 전체의 클래스</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>클래스 추가</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>주석</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>시험</translation>
    </message>
</context>
<context>
    <name>ClassTableModel</name>
    <message>
        <source>How often the project has it, on all images</source>
        <translation>프로젝트의 모든 이미지에 있는 개수</translation>
    </message>
    <message>
        <source>For whole images: the tick says that the image in hand has it</source>
        <translation>이미지 전체용: 체크 표시는 지금 이미지에 이 클래스가 있다는 뜻입니다</translation>
    </message>
    <message>
        <source>The key {key} gives this class to what is drawn or selected</source>
        <translation>{key} 키로 그리는 것이나 선택한 것에 이 클래스를 줍니다</translation>
    </message>
    <message>
        <source>For objects: the chosen class is that of what is drawn next</source>
        <translation>객체용: 고른 클래스가 다음에 그리는 것의 클래스가 됩니다</translation>
    </message>
</context>
<context>
    <name>ClosingNotice</name>
    <message>
        <source>The training goes on without the window: {runs}</source>
        <translation>창이 없어도 학습은 계속됩니다: {runs}</translation>
    </message>
    <message>
        <source>Open the project again to see how far it is, or to stop it.</source>
        <translation>진행 상황을 보거나 멈추려면 프로젝트를 다시 여세요.</translation>
    </message>
    <message>
        <source>Do not say this again</source>
        <translation>다시 알리지 않기</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>창 닫기</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Show only the picture in hand</source>
        <translation>지금 사진만 보기</translation>
    </message>
    <message>
        <source>No previous picture to compare with</source>
        <translation>비교할 이전 사진이 없습니다</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>{name}을(를) 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{name} laid over at {share} %</source>
        <translation>{name} 겹쳐 보기 {share} %</translation>
    </message>
    <message>
        <source>scaled, it has {width} × {height}</source>
        <translation>크기를 맞춤, 원래 {width} × {height}</translation>
    </message>
</context>
<context>
    <name>ContextMenus</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Saegim could not start</source>
        <translation>새김을 시작하지 못했습니다</translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation>프로그램 안에서 문제가 생겼습니다</translation>
    </message>
    <message>
        <source>Nothing was lost: every edit is saved when it is made, and a training run goes on in its own process.</source>
        <translation>잃은 것은 없습니다. 편집은 할 때마다 바로 저장되고, 학습은 별도의 프로세스에서 계속됩니다.</translation>
    </message>
    <message>
        <source>What you just did may not have worked, because of an error that nobody foresaw. The program can go on.</source>
        <translation>예상하지 못한 오류 때문에 방금 한 작업이 제대로 되지 않았을 수 있습니다. 프로그램은 계속 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>An error that nobody foresaw stopped it before its window was there. Installing the program afresh often helps.</source>
        <translation>창이 뜨기 전에 예상하지 못한 오류로 멈췄습니다. 프로그램을 다시 설치하면 해결되는 경우가 많습니다.</translation>
    </message>
    <message>
        <source>The error: {summary}</source>
        <translation>오류: {summary}</translation>
    </message>
    <message>
        <source>It is written in the log: {file}</source>
        <translation>로그에 적혀 있습니다: {file}</translation>
    </message>
    <message>
        <source>No log can be written here, so copy the details.</source>
        <translation>여기에는 로그를 쓸 수 없으니 자세한 내용을 복사해 두세요.</translation>
    </message>
    <message>
        <source>{count} errors so far.</source>
        <translation>지금까지 오류 {count}건.</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>로그 보기</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사됨</translation>
    </message>
    <message>
        <source>Restart Saegim</source>
        <translation>새김 다시 시작</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The same error happened again inside the program; it goes on.</source>
        <translation>프로그램 안에서 같은 오류가 다시 생겼지만 계속 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The same error happened again inside the program; it goes on. Details: {file}</source>
        <translation>프로그램 안에서 같은 오류가 다시 생겼지만 계속 쓸 수 있습니다. 자세한 내용: {file}</translation>
    </message>
</context>
<context>
    <name>CurveLines</name>
    <message>
        <source>head only</source>
        <translation>머리 부분만</translation>
    </message>
    <message>
        <source>whole network</source>
        <translation>전체 신경망</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>head</source>
        <translation>머리 부분</translation>
    </message>
    <message>
        <source>backbone {number}</source>
        <translation>백본 {number}</translation>
    </message>
    <message>
        <source>best {value}, epoch {epoch}</source>
        <translation>최고 {value}, 에포크 {epoch}</translation>
    </message>
    <message>
        <source>kept {value}, epoch {epoch}</source>
        <translation>남김 {value}, 에포크 {epoch}</translation>
    </message>
</context>
<context>
    <name>CurvePanel</name>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Lay another run over this one, dashed</source>
        <translation>다른 실행을 점선으로 겹쳐 보기</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>로그 눈금</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>비교…</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>매끄럽게</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>epoch {number}</source>
        <translation>에포크 {number}</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Export curve</source>
        <translation>곡선 내보내기</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>no part</source>
        <translation>구분 없음</translation>
    </message>
    <message>
        <source>boxes ({count})</source>
        <translation>상자 ({count})</translation>
    </message>
    <message>
        <source>turned boxes ({count})</source>
        <translation>회전한 상자 ({count})</translation>
    </message>
    <message>
        <source>outlines ({count})</source>
        <translation>윤곽선 ({count})</translation>
    </message>
    <message>
        <source>masks ({count})</source>
        <translation>마스크 ({count})</translation>
    </message>
    <message>
        <source>lines ({count})</source>
        <translation>선 ({count})</translation>
    </message>
    <message>
        <source>keypoints ({count})</source>
        <translation>키포인트 ({count})</translation>
    </message>
    <message>
        <source>classes of whole images ({count})</source>
        <translation>이미지 전체의 클래스 ({count})</translation>
    </message>
    <message>
        <source>attributes (of {count} objects)</source>
        <translation>속성(객체 {count}개)</translation>
    </message>
    <message>
        <source>notes ({count})</source>
        <translation>메모({count}개)</translation>
    </message>
    <message>
        <source>tags of images ({count})</source>
        <translation>이미지의 태그({count}개)</translation>
    </message>
    <message>
        <source>{count} to train on</source>
        <translation>학습용 {count}장</translation>
    </message>
    <message>
        <source>{count} to validate</source>
        <translation>검증용 {count}장</translation>
    </message>
    <message>
        <source>{count} kept for the test</source>
        <translation>시험용으로 남긴 {count}장</translation>
    </message>
    <message>
        <source>{count} of them get their part when you train.</source>
        <translation>그중 {count}개는 학습할 때 역할이 정해집니다.</translation>
    </message>
    <message>
        <source>No reviewed image is in the training part.</source>
        <translation>학습용에 검토된 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>No reviewed image is in the validation part, so nothing measures the model.</source>
        <translation>검증용에 검토된 이미지가 없어 모델을 측정할 수 없습니다.</translation>
    </message>
    <message>
        <source>Only {count} validation images: the metric will move a lot by chance.</source>
        <translation>검증 이미지가 {count}장뿐이라 지표가 우연에 크게 흔들립니다.</translation>
    </message>
    <message>
        <source>There is only one image to learn from, and none is left to measure the model: a second one is needed.</source>
        <translation>배울 이미지가 하나뿐이어서 모델을 측정할 이미지가 없습니다. 하나 더 필요합니다.</translation>
    </message>
    <message>
        <source>Nothing is marked on the validation images, so nothing measures the model: move an image with marks there.</source>
        <translation>검증 이미지에 아무 표시도 없어 모델을 측정할 수 없습니다. 표시가 있는 이미지를 검증으로 옮기세요.</translation>
    </message>
    <message>
        <source>Only one class has training examples: a second class is needed to learn from.</source>
        <translation>학습 예가 있는 클래스가 하나뿐입니다. 두 번째 클래스가 필요합니다.</translation>
    </message>
    <message>
        <source>All images are of one group (one photo or one video), so that training and validation images look alike: on other photos the model will do worse than measured.</source>
        <translation>모든 이미지가 한 묶음(사진 한 장이나 동영상 하나)이라 학습 이미지와 검증 이미지가 비슷합니다. 다른 사진에서는 측정값보다 성능이 낮을 것입니다.</translation>
    </message>
    <message>
        <source>Objects that are less than a pixel wide or high, which nothing is learned from: {count}.</source>
        <translation>너비나 높이가 1픽셀보다 작아 학습에 쓰이지 않는 객체: {count}개.</translation>
    </message>
    <message>
        <source>Finished images left out, because something on them is marked in a way that cannot be learned here: {count}.</source>
        <translation>여기서 배울 수 없는 방식으로 표시된 것이 있어 제외되는 완료 이미지: {count}장.</translation>
    </message>
    <message>
        <source>Class {name} has no training example and cannot be learned.</source>
        <translation>클래스 {name}에 학습용 예가 없어 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>Class {name} has {count} training examples; some dozens are better.</source>
        <translation>클래스 {name}의 학습용 예가 {count}개입니다. 수십 개가 더 좋습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be read and is left out.</source>
        <translation>{name}을(를) 읽을 수 없어 제외합니다.</translation>
    </message>
    <message>
        <source>{name} is another picture than the one that was labelled, and is left out.</source>
        <translation>{name}은(는) 라벨링한 사진과 다른 사진이어서 제외합니다.</translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>Assign parts</source>
        <translation>구분 정하기</translation>
    </message>
    <message>
        <source>By photo group, so that near-copies stay together; chosen parts stay.</source>
        <translation>비슷한 사진이 흩어지지 않게 사진 묶음별로 나눕니다. 이미 정한 구분은 그대로입니다.</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>A training on them now: {parts}</source>
        <translation>지금 학습하면: {parts}</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Parts of the reviewed images</source>
        <translation>검토된 이미지의 구분</translation>
    </message>
    <message>
        <source>Classes on reviewed images</source>
        <translation>검토된 이미지의 클래스</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>옮기기</translation>
    </message>
    <message>
        <source>Reviewed images</source>
        <translation>검토된 이미지</translation>
    </message>
    <message>
        <source>No image is reviewed yet; only those are trained on.</source>
        <translation>아직 검토된 이미지가 없습니다. 검토된 이미지로만 학습합니다.</translation>
    </message>
</context>
<context>
    <name>Deploy</name>
    <message>
        <source>Only as boxes: {kinds}.</source>
        <translation>상자로만 저장됩니다: {kinds}.</translation>
    </message>
    <message>
        <source>Left out, for this format has no place for them: {kinds}.</source>
        <translation>이 형식에 담을 수 없어 빠집니다: {kinds}.</translation>
    </message>
    <message>
        <source>{path}: {images} pictures, {annotations} annotations.</source>
        <translation>{path}: 사진 {images}장, 주석 {annotations}개.</translation>
    </message>
    <message>
        <source>{count} annotations have no place in this format.</source>
        <translation>이 형식에 담을 수 없는 주석 {count}개는 빠졌습니다.</translation>
    </message>
    <message>
        <source>{count} of the pictures are not where the project says.</source>
        <translation>사진 {count}장은 프로젝트에 적힌 자리에 없습니다.</translation>
    </message>
    <message>
        <source>Left out, because the picture is not the one that was labelled, or may not be read: {count}.</source>
        <translation>라벨을 단 그림이 아니거나 읽을 수 없어 제외했습니다: {count}개.</translation>
    </message>
</context>
<context>
    <name>DeployPage</name>
    <message>
        <source>Deploy</source>
        <translation>배포</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>감마</translation>
    </message>
    <message>
        <source>All colours</source>
        <translation>모든 색</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>회색조</translation>
    </message>
    <message>
        <source>Red only</source>
        <translation>빨강만</translation>
    </message>
    <message>
        <source>Green only</source>
        <translation>초록만</translation>
    </message>
    <message>
        <source>Blue only</source>
        <translation>파랑만</translation>
    </message>
    <message>
        <source>False colours</source>
        <translation>가짜 색</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Blue, green, yellow</source>
        <translation>파랑, 초록, 노랑</translation>
    </message>
    <message>
        <source>Black, blue, yellow, white</source>
        <translation>검정, 파랑, 노랑, 흰색</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>불꽃</translation>
    </message>
    <message>
        <source>Rainbow</source>
        <translation>무지개</translation>
    </message>
</context>
<context>
    <name>DisplayControls</name>
    <message>
        <source>Not shown as it is: {changes}</source>
        <translation>원래와 다르게 보임: {changes}</translation>
    </message>
    <message>
        <source>value {value}</source>
        <translation>값 {value}</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>The picture as it is</source>
        <translation>사진 그대로</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Only what you see changes: neither files, nor what models are given.</source>
        <translation>보이는 모습만 바뀝니다. 파일도, 모델이 받는 사진도 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>What this machine can do</source>
        <translation>이 컴퓨터로 할 수 있는 일</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 점검</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>이 컴퓨터를 살펴보는 중…</translation>
    </message>
    <message>
        <source>The engine did not start</source>
        <translation>엔진이 시작되지 않았습니다</translation>
    </message>
    <message>
        <source>It said: {reason}. If the same happens again, install the program again, or copy the report and ask for help.</source>
        <translation>엔진이 남긴 말: {reason}. 같은 일이 되풀이되면 프로그램을 다시 설치하거나, 보고서를 복사해 도움을 구하세요.</translation>
    </message>
    <message>
        <source>Open the folder of logs</source>
        <translation>로그 폴더 열기</translation>
    </message>
    <message>
        <source>Pictures can be labelled by hand, but training and the smart tool do not work yet.</source>
        <translation>사진에 손으로 표시할 수는 있지만, 학습과 스마트 도구는 아직 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Something is in the way</source>
        <translation>해결할 문제가 있습니다</translation>
    </message>
    <message>
        <source>Everything works, within limits</source>
        <translation>모두 쓸 수 있지만 제한이 있습니다</translation>
    </message>
    <message>
        <source>Everything works here</source>
        <translation>모두 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>Copied. Your name and your pictures are not in it.</source>
        <translation>복사했습니다. 이름과 사진은 들어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message>
        <source>Evaluate</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Confusions, curves per class and the worst pictures will be here. Today the Train page shows the figures of each run on its validation pictures.</source>
        <translation>혼동 행렬, 클래스별 곡선, 가장 나쁜 사진이 이곳에 생깁니다. 지금은 학습 화면에서 각 실행의 검증 수치를 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>EveryObjectNotice</name>
    <message>
        <source>Mark every object of each class before a picture is done: a model learns that whatever is not marked is none of them.</source>
        <translation>사진을 완료하기 전에 각 클래스의 모든 객체를 표시하세요. 모델은 표시되지 않은 것을 객체가 아니라고 배웁니다.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>알겠습니다</translation>
    </message>
</context>
<context>
    <name>ExportLine</name>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
</context>
<context>
    <name>ExternalRequests</name>
    <message>
        <source>Asked from outside to open {name}.</source>
        <translation>{name}을(를) 열라는 요청이 왔습니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Folder of models</source>
        <translation>모델 폴더</translation>
    </message>
    <message>
        <source>New projects</source>
        <translation>새 프로젝트</translation>
    </message>
    <message>
        <source>Temporary files</source>
        <translation>임시 파일</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>그래픽 카드</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>찾지 못함</translation>
    </message>
    <message>
        <source>Torch</source>
        <translation>Torch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>프로세서</translation>
    </message>
    <message>
        <source>{name}, {cores} cores, {threads} used for computing</source>
        <translation>{name}, 코어 {cores}개, 계산에 {threads}개 사용</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>{free} GB of {total} GB free</source>
        <translation>{total} GB 중 {free} GB 사용 가능</translation>
    </message>
    <message>
        <source>driver {version}</source>
        <translation>드라이버 {version}</translation>
    </message>
    <message>
        <source>can be used</source>
        <translation>사용할 수 있음</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>사용할 수 없음</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>설치되지 않음</translation>
    </message>
    <message>
        <source>built for the processor only</source>
        <translation>프로세서 전용 빌드</translation>
    </message>
    <message>
        <source>built for {what}</source>
        <translation>{what}용 빌드</translation>
    </message>
    <message>
        <source>works</source>
        <translation>작동함</translation>
    </message>
    <message>
        <source>cannot be loaded</source>
        <translation>불러올 수 없음</translation>
    </message>
    <message>
        <source>without torchvision&apos;s operators</source>
        <translation>torchvision 연산자 없음</translation>
    </message>
    <message>
        <source>here: {names}</source>
        <translation>있음: {names}</translation>
    </message>
    <message>
        <source>damaged: {names}</source>
        <translation>손상됨: {names}</translation>
    </message>
    <message>
        <source>not here: {names}</source>
        <translation>없음: {names}</translation>
    </message>
    <message>
        <source>can be written</source>
        <translation>쓸 수 있음</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} 남음</translation>
    </message>
    <message>
        <source>a proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>a mirror</source>
        <translation>미러</translation>
    </message>
    <message>
        <source>a package index</source>
        <translation>패키지 인덱스</translation>
    </message>
    <message>
        <source>set: {names}</source>
        <translation>지정됨: {names}</translation>
    </message>
    <message>
        <source>nobody was contacted</source>
        <translation>아무 곳에도 접속하지 않음</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>설치본</translation>
    </message>
    <message>
        <source>from source</source>
        <translation>소스에서 실행</translation>
    </message>
</context>
<context>
    <name>Fetching</name>
    <message>
        <source>Fetching models (MB)</source>
        <translation>모델을 가져오는 중 (MB)</translation>
    </message>
    <message>
        <source>The models are here now.</source>
        <translation>모델을 모두 가져왔습니다.</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Reset to default</source>
        <translation>기본값으로</translation>
    </message>
</context>
<context>
    <name>FileTrouble</name>
    <message>
        <source>Find it…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Take the new picture</source>
        <translation>새 그림 받아들이기</translation>
    </message>
    <message>
        <source>Read the pictures outside</source>
        <translation>폴더 밖의 그림 읽기</translation>
    </message>
    <message>
        <source>Where is {name}?</source>
        <translation>{name} 파일은 어디에 있나요?</translation>
    </message>
    <message>
        <source>Looking for pictures</source>
        <translation>그림을 찾는 중</translation>
    </message>
    <message>
        <source>Reading the picture</source>
        <translation>그림을 읽는 중</translation>
    </message>
    <message>
        <source>Remove from the project…</source>
        <translation>프로젝트에서 빼기…</translation>
    </message>
    <message>
        <source>Nothing is marked on it yet.</source>
        <translation>아직 아무것도 표시되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>If you take the new picture, the labels ({count}) stay where they are, cut to its size, and are to be looked at again. Undo takes that back.</source>
        <translation>새 사진을 받아들이면 라벨({count})은 제자리에 남고 사진 크기에 맞게 잘리며, 다시 살펴보아야 합니다. 실행 취소로 되돌릴 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>FoldDialog</name>
    <message>
        <source>Forget old steps</source>
        <translation>오래된 단계 지우기</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Steps forgotten: {count} · about {size} of the file becomes free</source>
        <translation>지울 단계: {count}개 · 파일에서 약 {size}가 비워집니다</translation>
    </message>
    <message>
        <source>There are not so many steps: nothing is forgotten.</source>
        <translation>단계가 그만큼 많지 않아 지울 것이 없습니다.</translation>
    </message>
    <message>
        <source>Newest steps that are kept:</source>
        <translation>남길 최근 단계 수:</translation>
    </message>
    <message>
        <source>What is forgotten can no longer be undone. Images and annotations stay as they are.</source>
        <translation>지운 단계는 더 이상 취소할 수 없습니다. 이미지와 주석은 그대로 있습니다.</translation>
    </message>
</context>
<context>
    <name>FolderQuestion</name>
    <message>
        <source>Label the pictures with the names of their folders?</source>
        <translation>사진에 폴더 이름을 레이블로 붙일까요?</translation>
    </message>
    <message>
        <source>They lie in {count} folders, each of which would become a class: {names}.</source>
        <translation>사진이 폴더 {count}개에 들어 있으며, 폴더마다 클래스가 하나씩 됩니다: {names}.</translation>
    </message>
    <message>
        <source>Label them</source>
        <translation>레이블 붙이기</translation>
    </message>
    <message>
        <source>Only add them</source>
        <translation>추가만 하기</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>One JSON file with boxes, outlines and masks, which most programs read. Pictures stay where they are.</source>
        <translation>상자, 윤곽선, 마스크를 담은 JSON 파일 하나로, 대부분의 프로그램이 읽습니다. 사진은 제자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>표 (CSV)</translation>
    </message>
    <message>
        <source>One line for each class of each picture, with the picture&apos;s split and state. Pictures stay where they are.</source>
        <translation>사진의 클래스마다 한 줄씩, 사진의 구분과 상태를 함께 적습니다. 사진은 원래 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Class masks (PNG)</source>
        <translation>클래스 마스크(PNG)</translation>
    </message>
    <message>
        <source>A folder with one indexed PNG for each picture, which says of every pixel what it shows. Boxes are left out. Pictures stay where they are.</source>
        <translation>사진마다 색인 PNG 하나를 담은 폴더로, 픽셀마다 무엇이 보이는지 나타냅니다. 상자는 빠집니다. 사진은 원래 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation>YOLO</translation>
    </message>
    <message>
        <source>A folder with copies of the pictures, on which Ultralytics trains object detection.</source>
        <translation>사진을 복사해 넣은 폴더로, Ultralytics가 바로 물체 검출을 학습할 수 있습니다.</translation>
    </message>
    <message>
        <source>YOLO outlines</source>
        <translation>YOLO 윤곽선</translation>
    </message>
    <message>
        <source>A folder with copies of the pictures, on which Ultralytics trains instance segmentation. Boxes are left out.</source>
        <translation>사진을 복사해 넣은 폴더로, Ultralytics가 바로 인스턴스 분할을 학습할 수 있습니다. 상자는 빠집니다.</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>On the picture</source>
        <translation>사진 위에서</translation>
    </message>
    <message>
        <source>Mouse: {tool}</source>
        <translation>마우스: {tool}</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>클릭</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>끌기</translation>
    </message>
    <message>
        <source>Drag a handle</source>
        <translation>핸들 끌기</translation>
    </message>
    <message>
        <source>reshape the selected object</source>
        <translation>선택한 객체의 모양 바꾸기</translation>
    </message>
    <message>
        <source>keep it</source>
        <translation>남기기</translation>
    </message>
    <message>
        <source>select an object</source>
        <translation>객체 선택</translation>
    </message>
    <message>
        <source>move it, or frame several</source>
        <translation>옮기기, 또는 여러 개를 둘러싸 선택</translation>
    </message>
    <message>
        <source>Ctrl or Shift + click</source>
        <translation>Ctrl 또는 Shift + 클릭</translation>
    </message>
    <message>
        <source>select one more, or one less</source>
        <translation>선택에 더하거나 빼기</translation>
    </message>
    <message>
        <source>Drag an edge</source>
        <translation>변 끌기</translation>
    </message>
    <message>
        <source>add a vertex to the selected polygon</source>
        <translation>선택한 다각형에 꼭짓점 더하기</translation>
    </message>
    <message>
        <source>Click on a vertex</source>
        <translation>꼭짓점 클릭</translation>
    </message>
    <message>
        <source>choose it, to be moved or deleted alone</source>
        <translation>그것만 옮기거나 지우도록 고르기</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + 끌기</translation>
    </message>
    <message>
        <source>choose the vertices in a frame</source>
        <translation>틀 안의 꼭짓점 고르기</translation>
    </message>
    <message>
        <source>Alt + click on a vertex</source>
        <translation>Alt + 꼭짓점 클릭</translation>
    </message>
    <message>
        <source>Drag, or click two corners</source>
        <translation>끌기, 또는 두 모서리 클릭</translation>
    </message>
    <message>
        <source>draw a box</source>
        <translation>상자 그리기</translation>
    </message>
    <message>
        <source>Click on an object</source>
        <translation>객체 클릭</translation>
    </message>
    <message>
        <source>select it</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>set a vertex</source>
        <translation>꼭짓점 놓기</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>더블 클릭</translation>
    </message>
    <message>
        <source>set the last vertex</source>
        <translation>마지막 꼭짓점 놓기</translation>
    </message>
    <message>
        <source>Click on the first vertex</source>
        <translation>첫 꼭짓점 클릭</translation>
    </message>
    <message>
        <source>close the polygon</source>
        <translation>다각형 닫기</translation>
    </message>
    <message>
        <source>Drag, or click both ends</source>
        <translation>끌기, 또는 양 끝 클릭</translation>
    </message>
    <message>
        <source>draw the axis of a box</source>
        <translation>상자의 축 그리기</translation>
    </message>
    <message>
        <source>Then move and click</source>
        <translation>이어서 움직이고 클릭</translation>
    </message>
    <message>
        <source>give it its width</source>
        <translation>너비 정하기</translation>
    </message>
    <message>
        <source>Drag the handle on the stem</source>
        <translation>막대 끝 손잡이 끌기</translation>
    </message>
    <message>
        <source>turn the selected box, with Shift by steps of 15°</source>
        <translation>선택한 상자 돌리기, Shift와 함께 15°씩</translation>
    </message>
    <message>
        <source>Click on that handle, then arrow keys</source>
        <translation>그 손잡이 클릭, 이어서 화살표 키</translation>
    </message>
    <message>
        <source>turn it by a degree, with Shift by ten</source>
        <translation>1도씩 돌리기, Shift와 함께 10도씩</translation>
    </message>
    <message>
        <source>place the point that is named</source>
        <translation>이름이 보이는 점 놓기</translation>
    </message>
    <message>
        <source>place all points in a box</source>
        <translation>상자 안에 모든 점 놓기</translation>
    </message>
    <message>
        <source>place a point that is occluded</source>
        <translation>가려진 점 놓기</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>leave a point out: it is absent</source>
        <translation>점 건너뛰기: 없는 점이 됨</translation>
    </message>
    <message>
        <source>move a point of the selected object</source>
        <translation>선택한 객체의 점 옮기기</translation>
    </message>
    <message>
        <source>make the brush larger or smaller</source>
        <translation>붓을 크게 또는 작게</translation>
    </message>
    <message>
        <source>a straight line from the last stroke</source>
        <translation>지난 획에서 곧은 선 잇기</translation>
    </message>
    <message>
        <source>paint an object, or more of it</source>
        <translation>객체를 칠하기, 또는 더 칠하기</translation>
    </message>
    <message>
        <source>go on with a new object</source>
        <translation>새 객체로 넘어가기</translation>
    </message>
    <message>
        <source>erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>erase of the selected object, or of that below</source>
        <translation>선택한 객체나 그 아래 객체에서 지우기</translation>
    </message>
    <message>
        <source>cut what is selected, or all that is crossed</source>
        <translation>선택한 것, 또는 지나는 모든 것을 자르기</translation>
    </message>
    <message>
        <source>what belongs to it</source>
        <translation>객체에 속하는 곳</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>오른쪽 클릭</translation>
    </message>
    <message>
        <source>what does not</source>
        <translation>속하지 않는 곳</translation>
    </message>
    <message>
        <source>a box around the object</source>
        <translation>객체를 두르는 상자</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>remove it; a key point is occluded, or visible again</source>
        <translation>지우기. 키포인트는 가려짐, 다시 보임</translation>
    </message>
    <message>
        <source>another of the outlines on offer</source>
        <translation>제시된 다른 윤곽</translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation>Ctrl + 클릭</translation>
    </message>
    <message>
        <source>add this and keep it</source>
        <translation>이곳을 더하고 남기기</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Shift + 클릭</translation>
    </message>
    <message>
        <source>like a right click</source>
        <translation>오른쪽 클릭과 같음</translation>
    </message>
</context>
<context>
    <name>GoOnChoice</name>
    <message>
        <source>Then go to the next picture</source>
        <translation>그다음 사진으로 이동</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>The sample project {name} is ready.</source>
        <translation>예제 프로젝트 {name}이(가) 준비되었습니다.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>Hiding</name>
    <message>
        <source>Show all objects</source>
        <translation>모든 객체 보이기</translation>
    </message>
    <message>
        <source>Objects hidden ({key})</source>
        <translation>객체 숨김 ({key})</translation>
    </message>
    <message>
        <source>Hidden objects: {count}</source>
        <translation>숨긴 객체: {count}개</translation>
    </message>
</context>
<context>
    <name>HistoryFolding</name>
    <message>
        <source>Forgetting old steps</source>
        <translation>오래된 단계를 지우는 중</translation>
    </message>
    <message>
        <source>Steps forgotten: {count} · the file is {size} smaller</source>
        <translation>지운 단계: {count}개 · 파일이 {size} 작아졌습니다</translation>
    </message>
    <message>
        <source>Steps forgotten: {count} · the file shrinks after the project is opened again: it cannot be done now</source>
        <translation>지운 단계: {count}개 · 지금은 파일을 줄일 수 없어, 프로젝트를 다시 연 뒤에 줄어듭니다</translation>
    </message>
</context>
<context>
    <name>HistoryJumps</name>
    <message>
        <source>Something is being drawn: finish it or throw it away first.</source>
        <translation>그리고 있는 것이 있습니다. 먼저 마치거나 버리세요.</translation>
    </message>
    <message>
        <source>Going through the history</source>
        <translation>작업 기록을 따라가는 중</translation>
    </message>
</context>
<context>
    <name>HistoryListModel</name>
    <message>
        <source>Beginning</source>
        <translation>처음</translation>
    </message>
    <message>
        <source>Objects: {count}</source>
        <translation>객체: {count}개</translation>
    </message>
    <message>
        <source>Undone; a click does it again</source>
        <translation>취소됨. 클릭하면 다시 실행합니다</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Forget old steps…</source>
        <translation>오래된 단계 지우기…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 기록</translation>
    </message>
</context>
<context>
    <name>ImageFilterBar</name>
    <message>
        <source>Filter by name</source>
        <translation>이름으로 거르기</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Words of the note</source>
        <translation>메모의 낱말</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>Go to the image with this number</source>
        <translation>이 번호의 이미지로 가기</translation>
    </message>
    <message>
        <source>Class, attribute, tag and order</source>
        <translation>클래스, 속성, 태그, 순서</translation>
    </message>
    <message>
        <source>Turn the order round</source>
        <translation>순서 뒤집기</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>살펴볼 것</translation>
    </message>
    <message>
        <source>New</source>
        <translation>새 이미지</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>제안됨</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>작업 중</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>검토됨</translation>
    </message>
    <message>
        <source>Verified empty</source>
        <translation>빈 이미지 확인</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>추가한 순서</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>주석</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>가장 낮은 점수</translation>
    </message>
    <message>
        <source>Least certain</source>
        <translation>가장 불확실한 것부터</translation>
    </message>
</context>
<context>
    <name>ImageListModel</name>
    <message>
        <source>Objects: {count}</source>
        <translation>객체: {count}개</translation>
    </message>
    <message>
        <source>Labels: {names}</source>
        <translation>레이블: {names}</translation>
    </message>
    <message>
        <source>Suggested by a model (+): {names}</source>
        <translation>모델의 제안 (+): {names}</translation>
    </message>
</context>
<context>
    <name>ImageRemoval</name>
    <message>
        <source>Remove from the project? Images: {images}, labels on them: {labels}.</source>
        <translation>프로젝트에서 제거할까요? 이미지: {images}, 그 위의 라벨: {labels}.</translation>
    </message>
    <message>
        <source>The files stay where they are. Undo brings images and labels back.</source>
        <translation>파일은 그 자리에 남습니다. 실행 취소하면 이미지와 라벨이 돌아옵니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
</context>
<context>
    <name>ImagesPanel</name>
    <message>
        <source>Pictures come with the first validation.</source>
        <translation>첫 검증이 끝나면 사진이 나타납니다.</translation>
    </message>
    <message>
        <source>truth: {truth} · model: {prediction}</source>
        <translation>정답: {truth} · 모델: {prediction}</translation>
    </message>
</context>
<context>
    <name>InfoButton</name>
    <message>
        <source>What these words mean</source>
        <translation>이 말들의 뜻</translation>
    </message>
</context>
<context>
    <name>KeyRecorder</name>
    <message>
        <source>Press a key</source>
        <translation>키를 누르세요</translation>
    </message>
</context>
<context>
    <name>KeyStrip</name>
    <message>
        <source>Reset</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Choose an action to change its keys.</source>
        <translation>단축키를 바꿀 동작을 고르세요.</translation>
    </message>
    <message>
        <source>Take this key away</source>
        <translation>이 키 빼기</translation>
    </message>
    <message>
        <source>Space moves the picture, so only what is done on it can have this key.</source>
        <translation>Space는 사진을 옮기는 키이므로 사진에서 하는 동작에만 줄 수 있습니다.</translation>
    </message>
    <message>
        <source>{key} throws away or takes back what is drawn.</source>
        <translation>{key}은(는) 그리던 것을 버리거나 되돌리는 키입니다.</translation>
    </message>
    <message>
        <source>{key} belongs to {actions} already.</source>
        <translation>{key}은(는) 이미 {actions}의 단축키입니다.</translation>
    </message>
    <message>
        <source>Take it away there</source>
        <translation>그쪽에서 빼기</translation>
    </message>
</context>
<context>
    <name>KeyTree</name>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>고정</translation>
    </message>
</context>
<context>
    <name>KeysPanel</name>
    <message>
        <source>Filter by name or key</source>
        <translation>이름이나 키로 찾기</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>모든 단축키 되돌리기</translation>
    </message>
</context>
<context>
    <name>LabelledOffer</name>
    <message>
        <source>Labelled and not reviewed: {count}. If everything on them is marked, they can be learned from.</source>
        <translation>라벨은 있으나 검토되지 않음: {count}개. 모든 것이 표시되어 있다면 학습에 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Use the {count} labelled images</source>
        <translation>라벨이 있는 이미지 {count}개 사용</translation>
    </message>
    <message>
        <source>Marks them as reviewed; it can be undone.</source>
        <translation>검토됨으로 표시합니다. 실행 취소할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
</context>
<context>
    <name>LockWait</name>
    <message>
        <source>Waiting</source>
        <translation>기다리는 중</translation>
    </message>
    <message>
        <source>Another program is writing to the project. Waiting for it…</source>
        <translation>다른 프로그램이 프로젝트에 쓰고 있습니다. 끝나기를 기다리는 중입니다…</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>그만두기</translation>
    </message>
</context>
<context>
    <name>MachinePanel</name>
    <message>
        <source>Looking at this machine…</source>
        <translation>이 컴퓨터를 살펴보는 중…</translation>
    </message>
    <message>
        <source>What this machine can do</source>
        <translation>이 컴퓨터로 할 수 있는 일</translation>
    </message>
    <message>
        <source>The engine did not start, so pictures can be labelled by hand only: training and the smart tool do not work.</source>
        <translation>엔진이 시작되지 않아 사진에 손으로만 표시할 수 있습니다. 학습과 스마트 도구는 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>See what can be done…</source>
        <translation>해결 방법 보기…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open recent</source>
        <translation>최근 프로젝트 열기</translation>
    </message>
</context>
<context>
    <name>ManyLabelsChoice</name>
    <message>
        <source>Several labels per image</source>
        <translation>이미지 하나에 라벨 여러 개</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>macro F1</source>
        <translation>매크로 F1</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>mAP50-95</source>
        <translation>mAP50-95</translation>
    </message>
    <message>
        <source>mAP50</source>
        <translation>mAP50</translation>
    </message>
    <message>
        <source>mAP</source>
        <translation>mAP</translation>
    </message>
    <message>
        <source>mIoU</source>
        <translation>mIoU</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>mask mAP50-95</source>
        <translation>마스크 mAP50-95</translation>
    </message>
    <message>
        <source>mask mAP50</source>
        <translation>마스크 mAP50</translation>
    </message>
</context>
<context>
    <name>MissedSuggestions</name>
    <message>
        <source>Show the suggestions of this picture, whatever their score</source>
        <translation>점수와 관계없이 이 사진의 제안 보이기</translation>
    </message>
    <message>
        <source>Suggestions below {score}: {count}</source>
        <translation>{score} 미만의 제안: {count}개</translation>
    </message>
</context>
<context>
    <name>ModelFetch</name>
    <message>
        <source>The smart tool needs the model {title} ({size} MB), which is not on this machine yet.</source>
        <translation>스마트 도구에 필요한 모델 {title}({size} MB)이 아직 이 컴퓨터에 없습니다.</translation>
    </message>
    <message>
        <source>Fetch it</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Fetching the model of the smart tool (MB)</source>
        <translation>스마트 도구의 모델을 가져오는 중 (MB)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>No model yet: train one first.</source>
        <translation>아직 모델이 없습니다. 먼저 학습하세요.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>With TorchScript</source>
        <translation>TorchScript 포함</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>{path}: weights, card, and how to use them.</source>
        <translation>{path}: 가중치, 모델 카드, 사용법.</translation>
    </message>
    <message>
        <source>Exporting the model</source>
        <translation>모델 내보내는 중</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>모델 내보내기</translation>
    </message>
    <message>
        <source>Models (*.zip)</source>
        <translation>모델 (*.zip)</translation>
    </message>
    <message>
        <source>A zip file with the weights, a card (classes, sizes, figures, licence, how it was made), and how to use it without this program.</source>
        <translation>가중치, 모델 카드(클래스, 크기, 성적, 라이선스, 만든 과정), 그리고 이 프로그램 없이 쓰는 방법이 든 zip 파일입니다.</translation>
    </message>
    <message>
        <source>One file more, which PyTorch runs alone; making it takes a moment.</source>
        <translation>PyTorch만으로 실행되는 파일을 하나 더 넣습니다. 만드는 데 시간이 조금 걸립니다.</translation>
    </message>
</context>
<context>
    <name>MovedProject</name>
    <message>
        <source>The project file was renamed to {name} while it was open.</source>
        <translation>프로젝트가 열려 있는 동안 파일 이름이 {name}(으)로 바뀌었습니다.</translation>
    </message>
    <message>
        <source>All you did is in it. Go on there?</source>
        <translation>지금까지 한 일은 모두 그 파일에 들어 있습니다. 그 파일에서 계속할까요?</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>The project file {path} was deleted or moved away while it was open.</source>
        <translation>프로젝트가 열려 있는 동안 파일 {path}이(가) 지워졌거나 옮겨졌습니다.</translation>
    </message>
    <message>
        <source>All you did is still here. If the file or its folder was moved, say where it is now; if not, it can be written again.</source>
        <translation>지금까지 한 작업은 모두 남아 있습니다. 파일이나 폴더를 옮겼다면 지금 어디에 있는지 알려 주세요. 그렇지 않으면 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Write it again</source>
        <translation>다시 저장</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>저장하지 않고 닫기</translation>
    </message>
    <message>
        <source>Another file took the place of {path} while the project was open.</source>
        <translation>프로젝트가 열려 있는 동안 {path} 자리에 다른 파일이 들어왔습니다.</translation>
    </message>
    <message>
        <source>Perhaps a program that keeps folders in step put another version there. Whichever you go on with, the other one is kept beside it.</source>
        <translation>폴더를 동기화하는 프로그램이 다른 버전을 놓았을 수 있습니다. 어느 쪽으로 계속하든 다른 쪽도 옆에 보관합니다.</translation>
    </message>
    <message>
        <source>Go on with mine</source>
        <translation>내 것으로 계속</translation>
    </message>
    <message>
        <source>Open the other</source>
        <translation>다른 것 열기</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>Where is {name}?</source>
        <translation>{name} 파일은 어디에 있나요?</translation>
    </message>
    <message>
        <source>other version</source>
        <translation>다른 버전</translation>
    </message>
    <message>
        <source>my version</source>
        <translation>내 버전</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>프로젝트 저장</translation>
    </message>
    <message>
        <source>Saegim projects (*.saegim)</source>
        <translation>새김 프로젝트 (*.saegim)</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>새 프로젝트</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>사진 폴더</translation>
    </message>
    <message>
        <source>Create project</source>
        <translation>프로젝트 만들기</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Which pictures?</source>
        <translation>어떤 사진인가요?</translation>
    </message>
    <message>
        <source>What shall the model learn?</source>
        <translation>모델이 무엇을 배울까요?</translation>
    </message>
    <message>
        <source>Where does the project go?</source>
        <translation>프로젝트를 어디에 둘까요?</translation>
    </message>
    <message>
        <source>There is no such folder of pictures.</source>
        <translation>그런 사진 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>The pictures stay where they are and are never written to.</source>
        <translation>사진은 제자리에 그대로 있고 절대 고쳐 쓰지 않습니다.</translation>
    </message>
</context>
<context>
    <name>ObjectEditor</name>
    <message>
        <source>That would change nothing, or leave nothing.</source>
        <translation>바뀌는 것이 없거나 남는 것이 없습니다.</translation>
    </message>
    <message>
        <source>The line cuts no object in two.</source>
        <translation>선이 어떤 객체도 둘로 나누지 않습니다.</translation>
    </message>
    <message>
        <source>They lie there already, or meet no other object.</source>
        <translation>이미 그 자리에 있거나, 겹치는 다른 객체가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ObjectPanel</name>
    <message>
        <source>Suggestions with at least this score are shown, and accepted by Done</source>
        <translation>이 점수 이상의 제안만 보이고, 완료하면 수락됩니다</translation>
    </message>
    <message>
        <source>Suggestions from {score}: {count}</source>
        <translation>{score} 이상의 제안: {count}개</translation>
    </message>
    <message>
        <source>Suggestions: {count} · {more} more below {score}</source>
        <translation>제안: {count}개 · {score} 미만에 {more}개 더</translation>
    </message>
    <message>
        <source>{name}: suggested by model {model}, score {score}</source>
        <translation>{name}: 모델 {model}의 제안, 점수 {score}</translation>
    </message>
</context>
<context>
    <name>OpenProject</name>
    <message>
        <source>Annotate</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>배포</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>model {name}</source>
        <translation>모델 {name}</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>가져옴</translation>
    </message>
    <message>
        <source>with SAM</source>
        <translation>SAM으로</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>직접 그림</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Show all of the picture, small</source>
        <translation>사진 전체를 작게 보기</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>접기</translation>
    </message>
</context>
<context>
    <name>PlanControl</name>
    <message>
        <source>{run} is still training.</source>
        <translation>{run}이(가) 아직 학습 중입니다.</translation>
    </message>
    <message>
        <source>Two at once share this machine: each is slower, and memory may be short.</source>
        <translation>두 학습이 이 컴퓨터를 나눠 씁니다. 각각 느려지고 메모리가 부족할 수 있습니다.</translation>
    </message>
    <message>
        <source>Train both</source>
        <translation>둘 다 학습</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>측정 중…</translation>
    </message>
    <message>
        <source>About {time} on this machine ({device}), measured on a few batches.</source>
        <translation>이 컴퓨터({device})에서 약 {time}. 배치 몇 개로 측정했습니다.</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>가져오는 중…</translation>
    </message>
    <message>
        <source>Fetching: {done} of {total}</source>
        <translation>가져오는 중: {total} 중 {done}</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>Fetch it</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Not known before it is measured.</source>
        <translation>측정하기 전에는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Reviewed images: {count}</source>
        <translation>검토된 이미지: {count}장</translation>
    </message>
    <message>
        <source>{count} more like this.</source>
        <translation>이런 것이 {count}개 더 있습니다.</translation>
    </message>
    <message>
        <source>{model} is not on this machine yet.</source>
        <translation>{model}이(가) 아직 이 컴퓨터에 없습니다.</translation>
    </message>
    <message>
        <source>What will be learned</source>
        <translation>무엇을 배우나</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>무엇으로</translation>
    </message>
    <message>
        <source>With what</source>
        <translation>어떤 모델로</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>얼마나</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>고급</translation>
    </message>
    <message>
        <source>No image is reviewed yet: label some, then a model can learn from them.</source>
        <translation>아직 검토된 이미지가 없습니다. 몇 장 표시하면 모델이 배울 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} 여는 중…</translation>
    </message>
    <message>
        <source>Saegim ended unexpectedly the last time. Nothing was lost: every edit is saved when it is made. Details: {file}</source>
        <translation>지난번에 새김이 예기치 않게 종료되었습니다. 편집은 할 때마다 바로 저장되므로 잃은 것은 없습니다. 자세한 내용: {file}</translation>
    </message>
    <message>
        <source>Nothing can be written to {folder}: settings and the list of projects are forgotten when the window closes.</source>
        <translation>{folder}에 아무것도 쓸 수 없습니다. 창을 닫으면 설정과 프로젝트 목록이 사라집니다.</translation>
    </message>
    <message>
        <source>The project file was gone; all that was open is kept in {file}.</source>
        <translation>프로젝트 파일이 없어져서, 열려 있던 내용을 모두 {file}에 보관했습니다.</translation>
    </message>
    <message>
        <source>Its runs stay in {folder}, where one may be going on. When it has ended, rename the folder like the project.</source>
        <translation>학습 기록은 {folder}에 그대로 있습니다. 진행 중인 학습이 있을 수 있으니, 끝나면 폴더 이름을 프로젝트와 같게 바꾸세요.</translation>
    </message>
    <message>
        <source>The backup is open. As the project was before, it is kept in {file}.</source>
        <translation>백업을 열었습니다. 이전 프로젝트는 {file}에 보관했습니다.</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Nothing can be written where the project lies: look at it and export from it. To change it, copy it to another folder.</source>
        <translation>프로젝트가 있는 곳에는 쓸 수 없습니다. 보고 내보낼 수는 있습니다. 고치려면 다른 폴더로 복사하세요.</translation>
    </message>
    <message>
        <source>The project comes from an older version. As it was, it is kept in {file}.</source>
        <translation>이전 버전에서 만든 프로젝트입니다. 원래 파일은 {file}에 그대로 보관했습니다.</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>{seconds}초 남음</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes}분 남음</translation>
    </message>
</context>
<context>
    <name>ProjectDialogs</name>
    <message>
        <source>Open a project</source>
        <translation>프로젝트 열기</translation>
    </message>
    <message>
        <source>Saegim projects (*.saegim)</source>
        <translation>새김 프로젝트 (*.saegim)</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>사진 폴더</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>백업 되돌리기…</translation>
    </message>
</context>
<context>
    <name>ProjectPlace</name>
    <message>
        <source>Name of the project</source>
        <translation>프로젝트 이름</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>프로젝트 폴더</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>A project needs a name.</source>
        <translation>프로젝트에는 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>A name cannot begin with a dot, nor hold any of {characters}</source>
        <translation>이름은 점으로 시작할 수 없고, 다음 글자를 쓸 수 없습니다: {characters}</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>이름이 너무 깁니다.</translation>
    </message>
    <message>
        <source>On Windows no file can have this name.</source>
        <translation>Windows에서는 파일에 이 이름을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>그런 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>There is a project of this name already.</source>
        <translation>같은 이름의 프로젝트가 이미 있습니다.</translation>
    </message>
    <message>
        <source>Nothing can be written there.</source>
        <translation>그곳에는 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Opened before</source>
        <translation>최근에 연 프로젝트</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 고르기…</translation>
    </message>
    <message>
        <source>Choose a device…</source>
        <translation>장치 고르기…</translation>
    </message>
    <message>
        <source>Change the proxy…</source>
        <translation>프록시 바꾸기…</translation>
    </message>
    <message>
        <source>Fetch them</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open the page of drivers</source>
        <translation>드라이버 페이지 열기</translation>
    </message>
    <message>
        <source>Look for it…</source>
        <translation>찾아보기…</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Nothing is left to look at in this list.</source>
        <translation>이 목록에 더 살펴볼 것이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is marked here: {key} says that there is nothing to mark.</source>
        <translation>여기에는 표시가 없습니다. 표시할 것이 없다면 {key}을(를) 누르세요.</translation>
    </message>
    <message>
        <source>Suggestions accepted: {count}. {key} takes it back.</source>
        <translation>수락한 제안: {count}개. {key}(으)로 되돌립니다.</translation>
    </message>
    <message>
        <source>The image has annotations, so it is not empty.</source>
        <translation>이미지에 주석이 있으므로 비어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>Discard {run}?</source>
        <translation>{run}을(를) 버릴까요?</translation>
    </message>
    <message>
        <source>Its curve and its model are deleted. Annotations stay as they are.</source>
        <translation>곡선과 모델이 삭제됩니다. 주석은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>RunFigures</name>
    <message>
        <source>Epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>남긴 것</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>남은 시간</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>이미지/초</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>The training was interrupted; it can go on from its last checkpoint.</source>
        <translation>학습이 중단되었습니다. 마지막 체크포인트부터 이어 갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Files of the run are damaged: what can be read is shown, and it cannot go on.</source>
        <translation>학습 파일이 손상되었습니다. 읽을 수 있는 것만 보이며, 이어서 할 수 없습니다.</translation>
    </message>
    <message>
        <source>The model reached {metric} {value} ({certainty}) in {time}.</source>
        <translation>모델이 {time} 만에 {metric} {value}({certainty})에 이르렀습니다.</translation>
    </message>
    <message>
        <source>It is of the last epoch: with so few validation images a higher figure before it is chance.</source>
        <translation>마지막 에포크의 모델입니다. 검증 이미지가 이렇게 적으면 그 전의 더 높은 값은 우연입니다.</translation>
    </message>
    <message>
        <source>Trains the new head first, while the pretrained layers stay as they are; this protects what they know and saves time.</source>
        <translation>사전 학습된 층은 그대로 두고 새 헤드를 먼저 학습합니다. 이미 배운 것을 지키고 시간을 아낍니다.</translation>
    </message>
    <message>
        <source>The memory was short, so {before} pictures at once became {after}.</source>
        <translation>메모리가 모자라 한 번에 보는 사진을 {before}장에서 {after}장으로 줄였습니다.</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>Stop and keep best</source>
        <translation>멈추고 최고 모델 보관</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어 하기</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>버리기…</translation>
    </message>
    <message>
        <source>Auto-label the rest</source>
        <translation>나머지 자동 표시</translation>
    </message>
    <message>
        <source>The best model so far is kept and can be used.</source>
        <translation>지금까지 가장 좋은 모델이 남아 있어 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>… 외 {count}개.</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>Choose a run in the list.</source>
        <translation>목록에서 실행을 고르세요.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행 목록</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>검증 사진</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>The curve of the first run appears here.</source>
        <translation>첫 실행의 곡선이 여기에 나타납니다.</translation>
    </message>
</context>
<context>
    <name>SamSession</name>
    <message>
        <source>It lies over another {name}: {key} takes it back.</source>
        <translation>다른 {name} 위에 겹칩니다. {key}(으)로 되돌립니다.</translation>
    </message>
</context>
<context>
    <name>SampleCards</name>
    <message>
        <source>Trees</source>
        <translation>나무</translation>
    </message>
    <message>
        <source>Aerial photos with a box around each tree; a model learns to find them.</source>
        <translation>나무마다 상자를 그린 항공 사진. 모델이 나무를 찾는 법을 배웁니다.</translation>
    </message>
    <message>
        <source>Traffic lights</source>
        <translation>신호등</translation>
    </message>
    <message>
        <source>1,484 real traffic lights; a model learns to tell the colours apart.</source>
        <translation>실제 신호등 사진 1,484장. 모델이 색을 구별하는 법을 배웁니다.</translation>
    </message>
    <message>
        <source>Try a sample project</source>
        <translation>예제 프로젝트 열어 보기</translation>
    </message>
</context>
<context>
    <name>SampleProjects</name>
    <message>
        <source>Trees</source>
        <translation>나무</translation>
    </message>
    <message>
        <source>Traffic lights</source>
        <translation>신호등</translation>
    </message>
    <message>
        <source>Fetching the sample project {title} (MB)</source>
        <translation>예제 프로젝트 {title} 가져오는 중 (MB)</translation>
    </message>
    <message>
        <source>Building the sample project {title}</source>
        <translation>예제 프로젝트 {title} 만드는 중</translation>
    </message>
    <message>
        <source>The pictures of the sample project could not be fetched: connect this machine to a network, or set a proxy in the settings.</source>
        <translation>예제 프로젝트의 사진을 가져올 수 없습니다. 이 컴퓨터를 네트워크에 연결하거나 설정에서 프록시를 지정하세요.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Write the whole path of the folder.</source>
        <translation>폴더의 전체 경로를 적으세요.</translation>
    </message>
    <message>
        <source>{path} is no folder: choose another one.</source>
        <translation>{path}은(는) 폴더가 아닙니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Nothing can be written into {path}: choose another folder.</source>
        <translation>{path}에 쓸 수 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>This is neither a folder that is there nor an address like {example}.</source>
        <translation>있는 폴더도 아니고 {example} 같은 주소도 아닙니다.</translation>
    </message>
    <message>
        <source>This is no address like {example}.</source>
        <translation>{example} 같은 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>“{value}” cannot be chosen.</source>
        <translation>“{value}”은(는) 고를 수 없습니다.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>The whole window changes; you stay where you are.</source>
        <translation>창을 그 언어로 다시 만들며, 보던 자리는 그대로입니다.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Light or dark, for the whole window.</source>
        <translation>창 전체를 밝게 또는 어둡게 표시합니다.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>계산 장치</translation>
    </message>
    <message>
        <source>What the smart tool, training and auto-labelling use by themselves.</source>
        <translation>스마트 도구, 학습, 자동 표시가 따로 정하지 않을 때 쓰는 장치입니다.</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>모델 폴더</translation>
    </message>
    <message>
        <source>Where models that come from elsewhere are kept.</source>
        <translation>받아 온 모델을 보관하는 곳입니다.</translation>
    </message>
    <message>
        <source>Space for prepared images</source>
        <translation>준비된 이미지의 저장 공간</translation>
    </message>
    <message>
        <source>For what the smart tool prepares in one project; beyond it the oldest goes first.</source>
        <translation>스마트 도구가 프로젝트마다 준비해 두는 자료의 한도이며, 넘으면 오래된 것부터 지웁니다.</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Mirror of models and samples</source>
        <translation>모델과 예제의 미러</translation>
    </message>
    <message>
        <source>An address or a folder with the files, which is asked before all others.</source>
        <translation>파일이 있는 주소나 폴더이며, 다른 곳보다 먼저 찾습니다.</translation>
    </message>
    <message>
        <source>Package index</source>
        <translation>패키지 인덱스</translation>
    </message>
    <message>
        <source>Some models come inside Python packages; empty means the index that pip uses.</source>
        <translation>일부 모델은 파이썬 패키지 안에 있습니다. 비워 두면 pip이 쓰는 인덱스를 씁니다.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>Empty means what the system says.</source>
        <translation>비워 두면 시스템 설정을 따릅니다.</translation>
    </message>
    <message>
        <source>Keys like in</source>
        <translation>단축키 방식</translation>
    </message>
    <message>
        <source>Keys that you have set yourself go before these.</source>
        <translation>직접 정한 단축키가 이보다 우선합니다.</translation>
    </message>
    <message>
        <source>Saegim</source>
        <translation>새김</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Choose an action to give it other keys.</source>
        <translation>동작을 고르면 다른 단축키를 줄 수 있습니다.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>저장 공간</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Automatic: the fastest one</source>
        <translation>자동: 가장 빠른 장치</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>프로세서 (CPU)</translation>
    </message>
    <message>
        <source>Graphics card {number} (CUDA)</source>
        <translation>그래픽 카드 {number} (CUDA)</translation>
    </message>
    <message>
        <source>Graphics part of the processor (MPS)</source>
        <translation>프로세서의 그래픽 (MPS)</translation>
    </message>
    <message>
        <source>The environment variable {name} goes before this: it says {value}.</source>
        <translation>환경 변수 {name}이(가) 우선합니다. 값은 {value}입니다.</translation>
    </message>
    <message>
        <source>{size} are free there.</source>
        <translation>그곳의 남은 공간: {size}.</translation>
    </message>
    <message>
        <source>{count} models ({size}) stay in {folder}: nothing is moved. Move the files here yourself, or they are fetched again when they are needed.</source>
        <translation>모델 {count}개({size})는 {folder}에 그대로 있으며 옮기지 않습니다. 파일을 직접 옮기지 않으면 필요할 때 다시 받습니다.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>The settings could not be saved, so all is as it was: {reason}.</source>
        <translation>설정을 저장하지 못해 그대로 두었습니다: {reason}.</translation>
    </message>
</context>
<context>
    <name>SimplifyDialog</name>
    <message>
        <source>Simplify</source>
        <translation>단순화</translation>
    </message>
    <message>
        <source>Points: {before}, then {after}</source>
        <translation>점: {before}개에서 {after}개로</translation>
    </message>
    <message>
        <source>Fewer points</source>
        <translation>점 줄이기</translation>
    </message>
    <message>
        <source>Polygons and lines only; masks and boxes stay as they are.</source>
        <translation>다각형과 꺾은선만 바뀌고 마스크와 상자는 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>SkeletonDialog</name>
    <message>
        <source>Key points of “{name}”</source>
        <translation>“{name}”의 키포인트</translation>
    </message>
    <message>
        <source>Person (COCO)</source>
        <translation>사람 (COCO)</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Mirrored with</source>
        <translation>좌우 짝</translation>
    </message>
    <message>
        <source>Every point needs a name of its own.</source>
        <translation>점마다 서로 다른 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>Click: a point. Drag: move it. Shift and drag from point to point: a line between them, or none. Objects that are there keep their points.</source>
        <translation>클릭: 점 놓기. 끌기: 점 옮기기. Shift와 함께 점에서 점으로 끌기: 선을 잇거나 지우기. 이미 있는 객체의 점은 그대로 남습니다.</translation>
    </message>
</context>
<context>
    <name>SmartTool</name>
    <message>
        <source>Small dot: the smart tool is ready for it</source>
        <translation>작은 점: 스마트 도구가 준비되었습니다</translation>
    </message>
    <message>
        <source>Small ring: the smart tool looks at it</source>
        <translation>작은 고리: 스마트 도구가 보고 있습니다</translation>
    </message>
</context>
<context>
    <name>SplitList</name>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>구분</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Mark objects in your pictures, and train a model on the marks with one button.</source>
        <translation>사진 속 객체를 표시하고, 단추 하나로 모델을 학습하세요.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>새 프로젝트…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>new</source>
        <translation>새 이미지</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>제안됨</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>작업 중</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>검토됨</translation>
    </message>
    <message>
        <source>verified empty</source>
        <translation>빈 이미지 확인</translation>
    </message>
    <message>
        <source>new: nobody has worked on it</source>
        <translation>새 이미지: 아직 아무도 작업하지 않았습니다</translation>
    </message>
    <message>
        <source>suggested: marked by a model, and nobody has looked at it</source>
        <translation>제안됨: 모델이 표시했고 아직 아무도 보지 않았습니다</translation>
    </message>
    <message>
        <source>in work: begun, and not said to be done</source>
        <translation>작업 중: 시작했지만 아직 완료하지 않았습니다</translation>
    </message>
    <message>
        <source>reviewed: done, so models learn from it</source>
        <translation>검토됨: 완료되어 모델이 여기서 배웁니다</translation>
    </message>
    <message>
        <source>verified empty: done, and there is nothing to mark on it</source>
        <translation>빈 이미지 확인: 완료되었고 표시할 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Saved</source>
        <translation>저장됨</translation>
    </message>
    <message>
        <source>smart tool starting</source>
        <translation>스마트 도구 시작 중</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>저장되지 않음</translation>
    </message>
    <message>
        <source>smart tool waiting</source>
        <translation>스마트 도구 대기 중</translation>
    </message>
    <message>
        <source>smart tool looks at the picture</source>
        <translation>스마트 도구가 사진을 보는 중</translation>
    </message>
    <message>
        <source>smart tool ready</source>
        <translation>스마트 도구 준비됨</translation>
    </message>
    <message>
        <source>smart tool cannot read the picture</source>
        <translation>스마트 도구가 사진을 읽을 수 없음</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>{seconds}초 남음</translation>
    </message>
    <message>
        <source>smart tool without its model</source>
        <translation>스마트 도구의 모델이 없음</translation>
    </message>
    <message>
        <source>assist process restarting</source>
        <translation>보조 프로세스 다시 시작 중</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>add class</source>
        <translation>클래스 추가</translation>
    </message>
    <message>
        <source>change class</source>
        <translation>클래스 변경</translation>
    </message>
    <message>
        <source>change skeleton</source>
        <translation>골격 바꾸기</translation>
    </message>
    <message>
        <source>move class</source>
        <translation>클래스 이동</translation>
    </message>
    <message>
        <source>merge classes</source>
        <translation>클래스 합치기</translation>
    </message>
    <message>
        <source>delete class</source>
        <translation>클래스 삭제</translation>
    </message>
    <message>
        <source>add attribute</source>
        <translation>속성 추가</translation>
    </message>
    <message>
        <source>change attribute</source>
        <translation>속성 변경</translation>
    </message>
    <message>
        <source>move attribute</source>
        <translation>속성 이동</translation>
    </message>
    <message>
        <source>delete attribute</source>
        <translation>속성 삭제</translation>
    </message>
    <message>
        <source>change attributes of objects</source>
        <translation>객체의 속성 변경</translation>
    </message>
    <message>
        <source>change order of objects</source>
        <translation>객체 순서 변경</translation>
    </message>
    <message>
        <source>change note</source>
        <translation>메모 변경</translation>
    </message>
    <message>
        <source>change tags of images</source>
        <translation>이미지의 태그 변경</translation>
    </message>
    <message>
        <source>rename tag</source>
        <translation>태그 이름 변경</translation>
    </message>
    <message>
        <source>delete tag</source>
        <translation>태그 삭제</translation>
    </message>
    <message>
        <source>add pictures</source>
        <translation>사진 추가</translation>
    </message>
    <message>
        <source>add objects</source>
        <translation>객체 추가</translation>
    </message>
    <message>
        <source>change outline</source>
        <translation>윤곽 변경</translation>
    </message>
    <message>
        <source>change class of objects</source>
        <translation>객체의 클래스 변경</translation>
    </message>
    <message>
        <source>delete objects</source>
        <translation>객체 삭제</translation>
    </message>
    <message>
        <source>label image</source>
        <translation>이미지 레이블</translation>
    </message>
    <message>
        <source>find images</source>
        <translation>이미지 찾기</translation>
    </message>
    <message>
        <source>take the new picture</source>
        <translation>새 그림 받아들이기</translation>
    </message>
    <message>
        <source>remove images</source>
        <translation>이미지 빼기</translation>
    </message>
    <message>
        <source>label images</source>
        <translation>이미지들 레이블</translation>
    </message>
    <message>
        <source>change value range</source>
        <translation>값 범위 바꾸기</translation>
    </message>
    <message>
        <source>change state</source>
        <translation>상태 변경</translation>
    </message>
    <message>
        <source>change split</source>
        <translation>구분 변경</translation>
    </message>
    <message>
        <source>split images</source>
        <translation>이미지 나누기</translation>
    </message>
    <message>
        <source>auto-label</source>
        <translation>자동 표시</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>수락</translation>
    </message>
    <message>
        <source>convert objects</source>
        <translation>객체 변환</translation>
    </message>
    <message>
        <source>unite objects</source>
        <translation>객체 합치기</translation>
    </message>
    <message>
        <source>cut out of an object</source>
        <translation>객체에서 잘라내기</translation>
    </message>
    <message>
        <source>keep what is common</source>
        <translation>겹치는 부분만 남기기</translation>
    </message>
    <message>
        <source>split objects</source>
        <translation>객체 나누기</translation>
    </message>
    <message>
        <source>fill holes</source>
        <translation>구멍 메우기</translation>
    </message>
    <message>
        <source>keep the largest part</source>
        <translation>가장 큰 부분만 남기기</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>매끄럽게</translation>
    </message>
    <message>
        <source>simplify</source>
        <translation>단순화</translation>
    </message>
    <message>
        <source>change visibility of points</source>
        <translation>점의 보임 바꾸기</translation>
    </message>
    <message>
        <source>align objects</source>
        <translation>객체 맞춤</translation>
    </message>
    <message>
        <source>mend what looked wrong</source>
        <translation>이상한 것 고치기</translation>
    </message>
    <message>
        <source>change and accept</source>
        <translation>고쳐서 수락</translation>
    </message>
    <message>
        <source>accept image</source>
        <translation>이미지 수락</translation>
    </message>
    <message>
        <source>accept all above a score</source>
        <translation>점수 이상 모두 수락</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>거절</translation>
    </message>
</context>
<context>
    <name>TagLine</name>
    <message>
        <source>New tag</source>
        <translation>새 태그</translation>
    </message>
    <message>
        <source>Take the tag {name} away</source>
        <translation>태그 {name} 떼기</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Classification</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Sort pictures: give each picture one class</source>
        <translation>사진 나누기: 사진마다 클래스 하나</translation>
    </message>
    <message>
        <source>To tell what a picture shows:</source>
        <translation>사진이 무엇인지 알아맞힙니다:</translation>
    </message>
    <message>
        <source>Object detection</source>
        <translation>객체 검출</translation>
    </message>
    <message>
        <source>Find objects: mark each one with a box or an outline</source>
        <translation>객체 찾기: 하나하나 상자나 윤곽선으로 표시</translation>
    </message>
    <message>
        <source>To find these in pictures, with a box around each:</source>
        <translation>사진에서 다음을 찾아 상자로 두릅니다:</translation>
    </message>
    <message>
        <source>Multi-label classification</source>
        <translation>다중 라벨 분류</translation>
    </message>
    <message>
        <source>Tag pictures: give each picture any number of classes</source>
        <translation>사진에 태그 달기: 사진마다 클래스를 몇 개든</translation>
    </message>
    <message>
        <source>To tell which of these a picture shows:</source>
        <translation>사진에 다음 중 무엇이 있는지 알아맞힙니다:</translation>
    </message>
    <message>
        <source>Semantic segmentation</source>
        <translation>의미 분할</translation>
    </message>
    <message>
        <source>Colour areas: say of every pixel which class it shows</source>
        <translation>영역 칠하기: 픽셀마다 어느 클래스인지</translation>
    </message>
    <message>
        <source>To colour these in pictures, pixel by pixel:</source>
        <translation>사진에서 다음을 픽셀 단위로 칠합니다:</translation>
    </message>
    <message>
        <source>Instance segmentation</source>
        <translation>객체 분할</translation>
    </message>
    <message>
        <source>Outline objects: trace the outline of each one</source>
        <translation>객체 윤곽 따기: 하나하나 윤곽선을 따라 표시</translation>
    </message>
    <message>
        <source>To find these in pictures, with the outline of each:</source>
        <translation>사진에서 다음을 찾아 윤곽선을 따라 그립니다:</translation>
    </message>
</context>
<context>
    <name>Terms</name>
    <message>
        <source>Epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>A round in which every training picture is looked at once.</source>
        <translation>모든 학습 이미지를 한 번씩 보는 한 바퀴.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>How wrong the model is; it should fall. Where it rises on the validation pictures and falls on the others, the model learns these by heart.</source>
        <translation>모델이 얼마나 틀리는지 나타내며, 줄어야 합니다. 학습 이미지에서는 줄고 검증 이미지에서는 늘면 학습 이미지를 외우는 것입니다.</translation>
    </message>
    <message>
        <source>mAP</source>
        <translation>mAP</translation>
    </message>
    <message>
        <source>How well objects are found, from 0 to 1, false ones counted against it. For mAP50 a place must overlap the true one by half, for mAP50-95 more and more closely.</source>
        <translation>객체를 얼마나 잘 찾는지 0에서 1로 나타내며, 잘못 찾은 것은 감점됩니다. mAP50은 실제 위치와 절반이 겹치면 되고, mAP50-95는 점점 더 정확히 겹쳐야 합니다.</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>How much is found and how little of it is false, in one number from 0 to 1; macro F1 gives rare classes the weight of common ones.</source>
        <translation>얼마나 많이 찾고 얼마나 적게 틀리는지를 0에서 1의 한 숫자로 나타냅니다. 매크로 F1은 드문 클래스도 흔한 클래스와 똑같이 칩니다.</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>How much of two areas is common to both, from 0 to 1; mIoU is its mean over classes.</source>
        <translation>두 영역이 얼마나 겹치는지 0에서 1로 나타냅니다. mIoU는 클래스 평균입니다.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>The size of the steps in which the model changes; smaller towards the end.</source>
        <translation>모델이 한 번에 바뀌는 크기. 끝으로 갈수록 작아집니다.</translation>
    </message>
    <message>
        <source>Backbone and head</source>
        <translation>백본과 헤드</translation>
    </message>
    <message>
        <source>The backbone is pretrained and sees shapes and textures; the head on top of it is new and learns your classes.</source>
        <translation>백본은 사전 학습되어 모양과 질감을 알아보고, 그 위의 헤드는 새것으로 여러분의 클래스를 배웁니다.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The images that the model learns from.</source>
        <translation>모델이 배우는 이미지.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>The images that tell during a training how well it works; not learned from.</source>
        <translation>학습 중에 얼마나 잘 되는지 알려 주는 이미지. 여기서 배우지는 않습니다.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>Images kept for a last look at the finished model; only you put some there.</source>
        <translation>완성된 모델을 마지막으로 확인하려고 남겨 둔 이미지. 사용자가 직접 넣은 것만 있습니다.</translation>
    </message>
    <message>
        <source>No part</source>
        <translation>나뉘지 않음</translation>
    </message>
    <message>
        <source>Not divided yet: the image gets its part when you train.</source>
        <translation>아직 나뉘지 않았습니다. 학습을 시작할 때 나뉩니다.</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>폴더 선택</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Pictures at {size} px; the longer side of yours is mostly {side} px.</source>
        <translation>사진을 {size} px로 봅니다. 가지고 계신 사진의 긴 변은 대개 {side} px입니다.</translation>
    </message>
    <message>
        <source>{batch} pictures at once, which fits {machine}.</source>
        <translation>한 번에 {batch}장씩 봅니다. {machine}에 알맞습니다.</translation>
    </message>
    <message>
        <source>Epochs of the last layers alone: {epochs}, so that what the model knows is kept.</source>
        <translation>마지막 층만 배우는 에포크: {epochs}. 모델이 이미 아는 것을 지킵니다.</translation>
    </message>
    <message>
        <source>Then epochs of the whole network: {epochs}, suited to {images} pictures.</source>
        <translation>그다음 전체 신경망을 배우는 에포크: {epochs}. 사진 {images}장에 맞춘 수입니다.</translation>
    </message>
    <message>
        <source>this machine&apos;s processor</source>
        <translation>이 컴퓨터의 프로세서</translation>
    </message>
    <message>
        <source>this machine&apos;s graphics card</source>
        <translation>이 컴퓨터의 그래픽 카드</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작 중</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>멈추는 중</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>일찍 멈춤</translation>
    </message>
    <message>
        <source>Interrupted, resume?</source>
        <translation>중단됨, 이어 할까요?</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>버려짐</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count}초</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}분</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>from {count} pictures</source>
        <translation>사진 {count}장 기준</translation>
    </message>
    <message>
        <source>{low} to {high}, from {count} pictures</source>
        <translation>{low}~{high}, 사진 {count}장 기준</translation>
    </message>
    <message>
        <source>Learned only as boxes: {kinds}.</source>
        <translation>상자로만 학습합니다: {kinds}.</translation>
    </message>
    <message>
        <source>Not learned here: {kinds}.</source>
        <translation>여기서는 학습하지 않습니다: {kinds}.</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>Newer version</source>
        <translation>새 버전</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>물어보기</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>페이지 열기</translation>
    </message>
    <message>
        <source>This is version {version}</source>
        <translation>지금 버전은 {version}입니다</translation>
    </message>
    <message>
        <source>This copy of Saegim was not made by a release, so it does not know where newer versions are: look where you got it from.</source>
        <translation>이 새김은 정식 배포본이 아니어서 새 버전이 어디 있는지 알지 못합니다. 받은 곳에서 확인하세요.</translation>
    </message>
    <message>
        <source>Ask for the newest version?</source>
        <translation>최신 버전을 물어볼까요?</translation>
    </message>
    <message>
        <source>Saegim will ask {host} for the number of the newest version. Nothing about you or your pictures is sent.</source>
        <translation>새김이 {host}에 최신 버전 번호를 물어봅니다. 사용자나 사진에 관한 것은 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>{host}에 물어보는 중…</translation>
    </message>
    <message>
        <source>You have the newest version</source>
        <translation>최신 버전을 쓰고 있습니다</translation>
    </message>
    <message>
        <source>Version {newest} is there</source>
        <translation>버전 {newest}이(가) 나왔습니다</translation>
    </message>
    <message>
        <source>You have {version}. Nothing is installed by itself: its page says what is new, and your projects and settings stay.</source>
        <translation>지금 버전은 {version}입니다. 저절로 설치되지는 않습니다. 페이지에서 달라진 점을 볼 수 있으며, 프로젝트와 설정은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>It is {version}. Its page has the variants for other machines.</source>
        <translation>버전 {version}입니다. 페이지에 다른 컴퓨터용 변형이 있습니다.</translation>
    </message>
    <message>
        <source>{host} could not be reached</source>
        <translation>{host}에 연결할 수 없습니다</translation>
    </message>
    <message>
        <source>Check the connection, and the proxy in the settings; then ask again. ({reason})</source>
        <translation>네트워크 연결과 설정의 프록시를 확인한 다음 다시 물어보세요. ({reason})</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 물어보기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ValueEffect</name>
    <message>
        <source>The picture in hand has 8 bits: this changes nothing of it.</source>
        <translation>지금 사진은 8비트여서 아무것도 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Of this picture below black: {black}, above white: {white}</source>
        <translation>이 사진에서 검정 아래 {black}, 흰색 위 {white}</translation>
    </message>
</context>
<context>
    <name>ValueRangeChange</name>
    <message>
        <source>Measuring the pictures</source>
        <translation>사진을 재는 중</translation>
    </message>
    <message>
        <source>Pictures that are shown differently now: {count}</source>
        <translation>이제 다르게 보이는 사진: {count}개</translation>
    </message>
</context>
<context>
    <name>ValueRangeDialog</name>
    <message>
        <source>Value range</source>
        <translation>값 범위</translation>
    </message>
    <message>
        <source>Automatic: from each picture&apos;s own values</source>
        <translation>자동: 사진마다 가진 값에 맞추기</translation>
    </message>
    <message>
        <source>Full: all values that a picture could have</source>
        <translation>전체: 사진이 가질 수 있는 모든 값</translation>
    </message>
    <message>
        <source>The same for all pictures, from black to white:</source>
        <translation>모든 사진에 같게, 검정에서 흰색까지:</translation>
    </message>
    <message>
        <source>Pictures of more than 8 bits have more tones than a screen. Models see what is shown.</source>
        <translation>8비트를 넘는 사진은 화면보다 밝기 단계가 많습니다. 모델도 화면에 보이는 대로 봅니다.</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>{count} done</source>
        <translation>완료 {count}</translation>
    </message>
    <message>
        <source>{count} in work</source>
        <translation>작업 중 {count}</translation>
    </message>
    <message>
        <source>{count} suggested</source>
        <translation>제안됨 {count}</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>새 이미지 {count}</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Training and the smart tool cannot start, because torch cannot be loaded ({said}): install the program again.</source>
        <translation>torch를 불러올 수 없어 학습과 스마트 도구를 시작하지 못합니다({said}). 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Objects cannot be detected, because torch and torchvision do not fit together ({said}): install the program again.</source>
        <translation>torch와 torchvision이 서로 맞지 않아 객체를 찾지 못합니다({said}). 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>{device} is not used, because this copy of the program computes on the processor only: install {package} in its place.</source>
        <translation>{device}을(를) 쓰지 않습니다. 이 프로그램은 프로세서로만 계산하는 판이기 때문입니다. 대신 {package}을(를) 설치하세요.</translation>
    </message>
    <message>
        <source>{device} is not used, because the torch installed here computes on the processor only: install the torch for CUDA.</source>
        <translation>{device}을(를) 쓰지 않습니다. 여기 설치된 torch가 프로세서로만 계산하기 때문입니다. CUDA용 torch를 설치하세요.</translation>
    </message>
    <message>
        <source>{device} is not used, because its driver {driver} is too old for CUDA {cuda}: install a newer driver.</source>
        <translation>{device}의 드라이버 {driver}이(가) CUDA {cuda}에 너무 오래되어 쓰지 못합니다. 더 새로운 드라이버를 설치하세요.</translation>
    </message>
    <message>
        <source>{device} is not used, because this version of torch no longer supports its generation.</source>
        <translation>이 버전의 torch가 {device} 세대를 더는 지원하지 않아 쓰지 못합니다.</translation>
    </message>
    <message>
        <source>{device} is there, but it fails at a small calculation ({said}): restart the machine, then install a newer driver.</source>
        <translation>{device}이(가) 있지만 간단한 계산에 실패합니다({said}). 컴퓨터를 다시 시작한 다음, 더 새로운 드라이버를 설치하세요.</translation>
    </message>
    <message>
        <source>{device} is not used, because its driver is missing or does not answer: install it again.</source>
        <translation>{device}의 드라이버가 없거나 응답하지 않아 사용하지 못합니다. 드라이버를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>{device} is not used: this copy of the program has no support for AMD cards.</source>
        <translation>이 프로그램은 AMD 카드를 지원하지 않아 {device}을(를) 쓰지 못합니다.</translation>
    </message>
    <message>
        <source>The device chosen in the settings, {device}, is not on this machine: choose another one.</source>
        <translation>설정에서 고른 장치 {device}이(가) 이 컴퓨터에 없습니다. 다른 장치를 고르세요.</translation>
    </message>
    <message>
        <source>This machine has {total} GB of memory, and 8 GB are recommended: choose small models.</source>
        <translation>이 컴퓨터의 메모리는 {total} GB이며 8 GB를 권장합니다. 작은 모델을 고르세요.</translation>
    </message>
    <message>
        <source>Only {free} GB of memory are free, and training may need 4 GB: close other programs.</source>
        <translation>남은 메모리가 {free} GB뿐인데 학습에는 4 GB가 필요할 수 있습니다. 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>Only {free} GB are free on the disk of {path}, and training may need 5 GB: free some space.</source>
        <translation>{path}이(가) 있는 디스크에 {free} GB만 남았는데 학습에는 5 GB가 필요할 수 있습니다. 공간을 비우세요.</translation>
    </message>
    <message>
        <source>The folder of models, {path}, is not there: connect its disk, or choose another folder.</source>
        <translation>모델 폴더 {path}이(가) 없습니다. 디스크를 연결하거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder of models, {path}, cannot be written, so no model can be fetched: choose another folder.</source>
        <translation>모델 폴더 {path}에 쓸 수 없어 모델을 가져오지 못합니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Models for the first steps are not on this machine yet: {models}.</source>
        <translation>처음에 필요한 모델이 아직 이 컴퓨터에 없습니다: {models}.</translation>
    </message>
    <message>
        <source>Files of models are damaged and have to be fetched again: {models}.</source>
        <translation>모델 파일이 손상되어 다시 가져와야 합니다: {models}.</translation>
    </message>
    <message>
        <source>The folder for temporary files, {path}, cannot be written: change its rights, or free some space there.</source>
        <translation>임시 파일 폴더 {path}에 쓸 수 없습니다. 권한을 바꾸거나 그곳의 공간을 비우세요.</translation>
    </message>
    <message>
        <source>The home folder cannot be written, so settings are not kept: change its rights.</source>
        <translation>홈 폴더에 쓸 수 없어 설정이 저장되지 않습니다. 폴더의 권한을 바꾸세요.</translation>
    </message>
    <message>
        <source>The proxy in the settings is not an address such as http://proxy.example:8080, so nothing can be fetched: correct it.</source>
        <translation>설정의 프록시가 http://proxy.example:8080 같은 주소가 아니어서 아무것도 가져올 수 없습니다. 바르게 고치세요.</translation>
    </message>
    <message>
        <source>The environment variable {variable} is not an address such as http://proxy.example:8080: correct it, or name a proxy in the settings.</source>
        <translation>환경 변수 {variable}이(가) http://proxy.example:8080 같은 주소가 아닙니다. 바르게 고치거나 설정에서 프록시를 지정하세요.</translation>
    </message>
    <message>
        <source>Training and the smart tool use {device} with {memory} GB of memory.</source>
        <translation>학습과 스마트 도구가 메모리 {memory} GB의 {device}을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>Training and the smart tool use the graphics part of {device}.</source>
        <translation>학습과 스마트 도구가 {device}의 그래픽을 사용합니다.</translation>
    </message>
    <message>
        <source>No graphics card that torch can use was found: everything works on the processor, training takes longer.</source>
        <translation>torch가 쓸 수 있는 그래픽 카드를 찾지 못했습니다. 모든 기능이 프로세서로 작동하며 학습이 더 오래 걸립니다.</translation>
    </message>
    <message>
        <source>There is a graphics card, {device}, but it cannot be used yet: everything works on the processor, training takes longer.</source>
        <translation>그래픽 카드 {device}이(가) 있지만 아직 쓸 수 없습니다. 모든 기능이 프로세서로 작동하며 학습이 더 오래 걸립니다.</translation>
    </message>
    <message>
        <source>{device} is ready, but the settings say that everything is computed on the processor.</source>
        <translation>{device}도 쓸 수 있지만, 설정에서 모든 계산을 프로세서로 하도록 정해져 있습니다.</translation>
    </message>
    <message>
        <source>Pictures can be labelled by hand, but training and the smart tool do not work yet.</source>
        <translation>사진에 손으로 표시할 수는 있지만, 학습과 스마트 도구는 아직 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The processor has {cores} cores, and {free} GB of the {total} GB of memory are free.</source>
        <translation>프로세서 코어는 {cores}개이고, 메모리 {total} GB 중 {free} GB를 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The models for the first steps are on this machine, so no network is needed.</source>
        <translation>처음에 필요한 모델이 이 컴퓨터에 있어 네트워크가 없어도 됩니다.</translation>
    </message>
    <message>
        <source>The models for the first steps have to be fetched once.</source>
        <translation>처음에 필요한 모델을 한 번 가져와야 합니다.</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>The model of the smart tool is not on this machine yet.</source>
        <translation>스마트 도구의 모델이 아직 이 컴퓨터에 없습니다.</translation>
    </message>
    <message>
        <source>The model cannot be used: its file is damaged.</source>
        <translation>모델을 쓸 수 없습니다. 파일이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The assist process ended twice over this, so it was left undone.</source>
        <translation>이 일을 하다 보조 프로세스가 두 번 끝나 버려 하지 않고 두었습니다.</translation>
    </message>
    <message>
        <source>The assist process is of another version: install the program afresh.</source>
        <translation>보조 프로세스의 버전이 다릅니다. 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Stopping; the best model is kept.</source>
        <translation>멈추는 중입니다. 최고 모델은 보관합니다.</translation>
    </message>
    <message>
        <source>Pausing after this batch.</source>
        <translation>이 배치가 끝나면 일시 정지합니다.</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>일시 정지했습니다.</translation>
    </message>
    <message>
        <source>Going on.</source>
        <translation>이어 갑니다.</translation>
    </message>
    <message>
        <source>Stopped early: the validation metric has not got better for a while.</source>
        <translation>일찍 멈췄습니다. 검증 지표가 한동안 나아지지 않았습니다.</translation>
    </message>
    <message>
        <source>The frozen layers&apos; features are kept, so the head learns quickly.</source>
        <translation>고정된 층의 특징을 보관해 머리 부분이 빨리 배웁니다.</translation>
    </message>
    <message>
        <source>The best score threshold is measured.</source>
        <translation>가장 좋은 점수 기준을 측정했습니다.</translation>
    </message>
    <message>
        <source>{file} holds more than a network and was not opened: get the weights from their author.</source>
        <translation>{file}에 신경망이 아닌 것도 들어 있어 열지 않았습니다. 만든 사람에게서 가중치를 받으세요.</translation>
    </message>
    <message>
        <source>{file} is damaged or not a YOLO network; fetch or export it again.</source>
        <translation>{file}이(가) 손상되었거나 YOLO 신경망이 아닙니다. 다시 가져오거나 내보내세요.</translation>
    </message>
    <message>
        <source>The weights {file} are not there any more; fetch them again.</source>
        <translation>가중치 {file}이(가) 더는 없습니다. 다시 가져오세요.</translation>
    </message>
    <message>
        <source>{file} is damaged or does not fit this kind of model: fetch it again.</source>
        <translation>{file}이(가) 손상되었거나 이 모델에 맞지 않습니다. 다시 가져오세요.</translation>
    </message>
    <message>
        <source>This version of the program does not know the model type {name}.</source>
        <translation>이 버전의 프로그램은 모델 종류 {name}을(를) 모릅니다.</translation>
    </message>
    <message>
        <source>The run cannot go on: its checkpoint {file} is damaged. Start it afresh.</source>
        <translation>실행을 이어 갈 수 없습니다. 체크포인트 {file}이(가) 손상되었습니다. 새로 시작하세요.</translation>
    </message>
    <message>
        <source>The record of the run in {path} is damaged, so its curve cannot be shown; its model is not touched by that.</source>
        <translation>{path}에 있는 실행의 기록이 손상되어 곡선을 표시할 수 없습니다. 모델에는 영향이 없습니다.</translation>
    </message>
    <message>
        <source>{path} is not a training run of this program, or its files are damaged.</source>
        <translation>{path}은(는) 이 프로그램의 학습 실행이 아니거나 파일이 손상되었습니다.</translation>
    </message>
    <message>
        <source>There is no run {run} in this project; `runs list` shows those there are.</source>
        <translation>이 프로젝트에 실행 {run}이(가) 없습니다. `runs list`로 목록을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing on the reviewed images is marked in a way that this task can learn from.</source>
        <translation>검토한 이미지에 이 작업이 배울 수 있는 방식으로 표시된 것이 없습니다.</translation>
    </message>
    <message>
        <source>There is no task called {name}; there are: {names}.</source>
        <translation>{name}라는 작업은 없습니다. 있는 작업: {names}.</translation>
    </message>
    <message>
        <source>{text} is no value range: say automatic, full, or two numbers such as 0,4095.</source>
        <translation>{text}은(는) 값 범위가 아닙니다. automatic, full 또는 0,4095 같은 두 수를 쓰세요.</translation>
    </message>
    <message>
        <source>Images with more than one label: {count}. Take labels away until each has one at most.</source>
        <translation>라벨이 둘 이상인 이미지: {count}개. 이미지마다 하나만 남도록 라벨을 지우세요.</translation>
    </message>
    <message>
        <source>The run {run} has ended; start a new one to train further.</source>
        <translation>실행 {run}이(가) 끝났습니다. 더 학습하려면 새로 시작하세요.</translation>
    </message>
    <message>
        <source>{file} is not a recipe of this version of the program.</source>
        <translation>{file}은(는) 이 버전의 레시피가 아닙니다.</translation>
    </message>
    <message>
        <source>The run {run} is still going: stop or discard it first.</source>
        <translation>실행 {run}이(가) 아직 진행 중입니다. 먼저 멈추거나 버리세요.</translation>
    </message>
    <message>
        <source>The run {run} is not going, so there is nothing to {verb}.</source>
        <translation>실행 {run}이(가) 진행 중이 아니라서 {verb}할 것이 없습니다.</translation>
    </message>
    <message>
        <source>No reviewed image is in the training part: label some images and mark them as reviewed.</source>
        <translation>학습용에 검토된 이미지가 없습니다. 이미지를 표시하고 검토됨으로 바꾸세요.</translation>
    </message>
    <message>
        <source>No reviewed image is in the validation part, so nothing could tell whether the training works: review some more images.</source>
        <translation>검증용에 검토된 이미지가 없어 학습이 되는지 알 수 없습니다. 이미지를 더 검토하세요.</translation>
    </message>
    <message>
        <source>The disk is full: free some space, then go on where you stopped.</source>
        <translation>디스크가 가득 찼습니다. 공간을 비운 뒤 멈춘 곳부터 이어 가세요.</translation>
    </message>
    <message>
        <source>The memory is not enough even for {batch} images at once: choose a smaller image size.</source>
        <translation>한 번에 이미지 {batch}장도 메모리가 모자랍니다. 더 작은 이미지 크기를 고르세요.</translation>
    </message>
    <message>
        <source>The loss is no longer a number: start again with a lower learning rate.</source>
        <translation>손실이 더는 숫자가 아닙니다. 학습률을 낮춰 다시 시작하세요.</translation>
    </message>
    <message>
        <source>There is no device {device} on this machine.</source>
        <translation>이 컴퓨터에 장치 {device}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is no model called {name}; see &apos;saegim-engine models list&apos;.</source>
        <translation>{name}이라는 모델이 없습니다. &apos;saegim-engine models list&apos;를 보세요.</translation>
    </message>
    <message>
        <source>The model {title} is not on this machine yet; fetch it, or import its file.</source>
        <translation>모델 {title}이(가) 아직 이 컴퓨터에 없습니다. 가져오거나 파일을 불러오세요.</translation>
    </message>
    <message>
        <source>There is no sample called {name}; there are: {names}.</source>
        <translation>{name}이라는 예제가 없습니다. 있는 것: {names}.</translation>
    </message>
    <message>
        <source>{folder} holds other things; choose an empty or a new folder.</source>
        <translation>{folder}에 다른 것이 들어 있습니다. 비었거나 새로운 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>There is no room left in {folder}: free some space and try again.</source>
        <translation>{folder}에 남은 공간이 없습니다. 공간을 비우고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The file of {title} ({file}) is damaged; fetch or import it again.</source>
        <translation>{title}의 파일({file})이 손상되었습니다. 다시 가져오거나 불러오세요.</translation>
    </message>
    <message>
        <source>{file} is none of the files in the catalogue, so it was not imported.</source>
        <translation>{file}은(는) 목록에 있는 파일이 아니어서 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>{file} from {source} is not the file the catalogue names (its SHA-256 begins {found}, not {expected}), so it was deleted; try again later or import the file.</source>
        <translation>{source}에서 받은 {file}이(가) 목록의 파일과 다릅니다(SHA-256이 {expected}이(가) 아니라 {found}(으)로 시작). 그래서 지웠습니다. 나중에 다시 시도하거나 파일을 불러오세요.</translation>
    </message>
    <message>
        <source>The download from {source} broke off after {done} of {total} bytes; run it again to continue where it stopped.</source>
        <translation>{source}에서 받던 것이 {total}바이트 중 {done}바이트에서 끊겼습니다. 다시 하면 멈춘 곳부터 이어집니다.</translation>
    </message>
    <message>
        <source>{source} cannot be had at the moment ({reason}).</source>
        <translation>{source}은(는) 지금 받을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{name} could not be fetched, because none of its sources can be reached; connect this machine to a network, or import the file from another one. ({reasons})</source>
        <translation>{name}을(를) 가져올 수 없습니다. 어떤 곳에도 연결되지 않습니다. 이 컴퓨터를 네트워크에 연결하거나 다른 컴퓨터에서 파일을 불러오세요. ({reasons})</translation>
    </message>
    <message>
        <source>{path} exists already: choose another name, or open it.</source>
        <translation>{path}이(가) 이미 있습니다. 다른 이름을 고르거나 그것을 여세요.</translation>
    </message>
    <message>
        <source>There is no project file {path}: it was moved or deleted.</source>
        <translation>프로젝트 파일 {path}이(가) 없습니다. 옮겨졌거나 삭제되었습니다.</translation>
    </message>
    <message>
        <source>{path} is not a Saegim project.</source>
        <translation>{path}은(는) 새김 프로젝트가 아닙니다.</translation>
    </message>
    <message>
        <source>{path} holds tables or rules of its own, which no project of Saegim does and which could run code or change your work: ask whoever made it for another copy.</source>
        <translation>{path}에는 새김 프로젝트에는 없는 자체 표나 규칙이 들어 있어 코드를 실행하거나 작업 내용을 바꿀 수 있습니다. 만든 사람에게 다른 사본을 요청하세요.</translation>
    </message>
    <message>
        <source>The name {path} is no readable text: rename the file or its folder, and add it again.</source>
        <translation>이름 {path}은(는) 읽을 수 있는 글자가 아닙니다. 파일이나 폴더의 이름을 바꾼 뒤 다시 추가하세요.</translation>
    </message>
    <message>
        <source>{path} is a link to another place, and files would be changed there: put a folder in its place.</source>
        <translation>{path}은(는) 다른 곳으로 가는 링크여서 그곳의 파일이 바뀌게 됩니다. 그 자리에 폴더를 두세요.</translation>
    </message>
    <message>
        <source>The run cannot go on: its checkpoint {file} holds more than a network and was not opened. Start it afresh.</source>
        <translation>실행을 이어 갈 수 없습니다. 체크포인트 {file}에 네트워크 이외의 것이 들어 있어 열지 않았습니다. 새로 시작하세요.</translation>
    </message>
    <message>
        <source>All training images are of one class: review some more images, so that a second class is among them.</source>
        <translation>모든 학습 이미지가 한 클래스입니다. 두 번째 클래스가 포함되도록 이미지를 더 검토하세요.</translation>
    </message>
    <message>
        <source>{path} leads to files elsewhere, which opening the project would change or delete: move it out of the project&apos;s folder, then open the project again.</source>
        <translation>{path}은(는) 다른 곳의 파일로 이어져 있어, 프로젝트를 열면 그 파일이 바뀌거나 지워집니다. 프로젝트 폴더 밖으로 옮긴 뒤 다시 여세요.</translation>
    </message>
    <message>
        <source>{path} was made by a newer version of Saegim: update the program to open it.</source>
        <translation>{path}은(는) 더 새로운 버전의 새김으로 만들었습니다. 프로그램을 업데이트하면 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Some of {path} cannot be read, and nothing can be written where it lies. Copy it to another folder and open it there: what cannot be read is then left out.</source>
        <translation>{path}의 일부를 읽을 수 없고, 그 위치에는 쓸 수도 없습니다. 다른 폴더로 복사해 그곳에서 여세요. 읽을 수 없는 부분은 그때 제외됩니다.</translation>
    </message>
    <message>
        <source>{path} is not the file that was open here, but another one or a copy. If there is no other, save the project elsewhere.</source>
        <translation>{path}은(는) 여기에서 열려 있던 파일이 아니라 다른 파일이거나 복사본입니다. 다른 파일이 없다면 프로젝트를 다른 곳에 저장하세요.</translation>
    </message>
    <message>
        <source>Some of the project could not be read and was left out: images {images}, classes {label_classes}, annotations {annotations}, suggestions {suggestions}, other entries {others}; values set anew: {values}. The file as it was is kept in {file}.</source>
        <translation>프로젝트의 일부를 읽을 수 없어 제외했습니다: 이미지 {images}, 클래스 {label_classes}, 주석 {annotations}, 제안 {suggestions}, 기타 항목 {others}; 새로 정한 값: {values}. 원래 파일은 {file}에 보관했습니다.</translation>
    </message>
    <message>
        <source>The numbers for new entries of this project are used up; nothing can be added.</source>
        <translation>이 프로젝트의 새 항목 번호를 모두 사용해 더 추가할 수 없습니다.</translation>
    </message>
    <message>
        <source>This step cannot be undone or redone: what is kept of it is damaged or too large.</source>
        <translation>이 단계는 취소하거나 다시 실행할 수 없습니다. 보관된 내용이 손상되었거나 너무 큽니다.</translation>
    </message>
    <message>
        <source>This version of the data set is damaged and cannot be read.</source>
        <translation>이 데이터 세트 버전은 손상되어 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The data set is too large for one run: its labels take more than 512 MB. Leave some images out of it.</source>
        <translation>데이터 세트가 실행 하나에 쓰기에는 너무 큽니다. 라벨이 512 MB를 넘습니다. 이미지 일부를 빼 주세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: open the newest backup copy of it.</source>
        <translation>{path}이(가) 손상되었습니다. 가장 새로운 백업을 여세요.</translation>
    </message>
    <message>
        <source>Another program keeps {path} locked: close it there, then try again.</source>
        <translation>다른 프로그램이 {path}을(를) 잠그고 있습니다. 그쪽에서 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be written: choose a folder that you may write in, or change its rights.</source>
        <translation>{path}에 쓸 수 없습니다. 쓸 수 있는 폴더를 고르거나 권한을 바꾸세요.</translation>
    </message>
    <message>
        <source>{path} was moved, deleted or replaced while it was open; nothing is written until it is opened again where it is now.</source>
        <translation>{path} 파일이 열려 있는 동안 옮겨지거나 지워지거나 다른 파일로 바뀌었습니다. 지금 있는 곳에서 다시 열 때까지 아무것도 저장하지 않습니다.</translation>
    </message>
    <message>
        <source>{path} is closed.</source>
        <translation>{path} 프로젝트는 닫혔습니다.</translation>
    </message>
    <message>
        <source>The path {path} is no readable text: rename the folders that are called so.</source>
        <translation>경로 {path}은(는) 읽을 수 있는 글자가 아닙니다. 해당 폴더의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>The path of {path} is too long for a project (more than 500 bytes): move it to a folder with a shorter path.</source>
        <translation>{path} 의 경로가 프로젝트로 쓰기에는 너무 깁니다(500바이트 초과). 경로가 더 짧은 폴더로 옮기세요.</translation>
    </message>
    <message>
        <source>The disk did not take what was written to {path}: check the disk, try again.</source>
        <translation>디스크가 {path}에 쓴 것을 받지 않았습니다. 디스크를 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>This step cannot be undone or redone, because something else was changed there since.</source>
        <translation>그 뒤에 다른 것이 바뀌어 이 단계를 취소하거나 다시 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>That is no longer in the project: it was deleted meanwhile.</source>
        <translation>그것은 더는 프로젝트에 없습니다. 그사이에 삭제되었습니다.</translation>
    </message>
    <message>
        <source>It needs a name.</source>
        <translation>이름이 필요합니다.</translation>
    </message>
    <message>
        <source>There is a tag called {name} already: choose another name.</source>
        <translation>{name} 태그가 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>The class has an attribute called {name} already: choose another name.</source>
        <translation>이 클래스에 {name} 속성이 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>The attribute {name} cannot have the value {value}.</source>
        <translation>속성 {name}의 값이 {value}일 수는 없습니다.</translation>
    </message>
    <message>
        <source>The attribute {name} needs something to choose from, at most {most} names.</source>
        <translation>속성 {name}에는 고를 수 있는 이름이 필요합니다. 최대 {most}개까지입니다.</translation>
    </message>
    <message>
        <source>A class can have {most} attributes, and not more.</source>
        <translation>클래스 하나에 속성은 {most}개까지만 둘 수 있습니다.</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>클래스에는 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>There is a class called {name} already: choose another name.</source>
        <translation>{name} 클래스가 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>The class {name} is for objects: a whole image cannot have it.</source>
        <translation>클래스 {name}은(는) 객체용입니다. 이미지 전체에는 붙일 수 없습니다.</translation>
    </message>
    <message>
        <source>The class {name} is for whole images: an object cannot have it.</source>
        <translation>클래스 {name}은(는) 이미지 전체용입니다. 객체에는 붙일 수 없습니다.</translation>
    </message>
    <message>
        <source>Something is labelled with the class {name}, so it cannot change between objects and whole images.</source>
        <translation>클래스 {name}(으)로 이미 라벨링된 것이 있어서, 객체용과 이미지 전체용 사이를 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>The class {name} is for objects, so whole images cannot be labelled with it: rename the class, or the folder of that name.</source>
        <translation>클래스 {name}은(는) 객체용이라 이미지 전체의 레이블로 쓸 수 없습니다. 클래스나 그 이름의 폴더 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>An image with annotations is not empty: delete them first.</source>
        <translation>주석이 있는 이미지는 비어 있지 않습니다. 먼저 주석을 삭제하세요.</translation>
    </message>
    <message>
        <source>No image is reviewed yet: label some images and mark them as reviewed.</source>
        <translation>아직 검토된 이미지가 없습니다. 이미지를 표시하고 검토됨으로 바꾸세요.</translation>
    </message>
    <message>
        <source>Labels from folders are for whole images: add --task {tasks}.</source>
        <translation>폴더 이름을 라벨로 쓰는 것은 이미지 전체에 대한 작업에서만 됩니다. --task {tasks}(을)를 더하세요.</translation>
    </message>
    <message>
        <source>There are no pictures in {path}: choose a folder with JPEG or PNG files.</source>
        <translation>{path}에 사진이 없습니다. JPEG나 PNG 파일이 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>{path} 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be looked into: ask for the right to read it.</source>
        <translation>폴더 {path} 안을 볼 수 없습니다. 읽을 권한을 받으세요.</translation>
    </message>
    <message>
        <source>{path} is not a picture, whatever its name says.</source>
        <translation>{path}은(는) 이름과 달리 사진이 아닙니다.</translation>
    </message>
    <message>
        <source>The picture {path} is damaged or cut short.</source>
        <translation>사진 {path}이(가) 손상되었거나 잘렸습니다.</translation>
    </message>
    <message>
        <source>The picture {path} cannot be read: it is gone, or its rights forbid it.</source>
        <translation>사진 {path}을(를) 읽을 수 없습니다. 없어졌거나 권한이 없습니다.</translation>
    </message>
    <message>
        <source>The file {path} is empty: its size is 0.</source>
        <translation>{path} 파일은 비어 있습니다: 크기가 0입니다.</translation>
    </message>
    <message>
        <source>The picture {path} is not there any more: it was moved, renamed or deleted.</source>
        <translation>{path} 그림이 더는 그 자리에 없습니다: 옮겨졌거나 이름이 바뀌었거나 지워졌습니다.</translation>
    </message>
    <message>
        <source>{path} is another picture than the one that was labelled: it was changed, turned or replaced.</source>
        <translation>{path} 파일은 라벨을 단 그림이 아닙니다: 바뀌었거나 회전되었거나 다른 그림으로 대체되었습니다.</translation>
    </message>
    <message>
        <source>The picture {path} lies outside the project&apos;s folder and is not read until you say so: a project from somebody else can name any file of yours.</source>
        <translation>{path} 그림은 프로젝트 폴더 밖에 있어, 허락하기 전에는 읽지 않습니다: 다른 사람의 프로젝트는 내 컴퓨터의 어떤 파일이든 가리킬 수 있습니다.</translation>
    </message>
    <message>
        <source>Images whose picture was changed since it was labelled, or may not be read: {count}. Nothing else is left to export.</source>
        <translation>라벨을 단 뒤 그림이 바뀌었거나 읽을 수 없는 이미지: {count}개. 내보낼 다른 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>No training picture can be used: {count} pictures are gone, damaged or changed since they were labelled. The image list shows which.</source>
        <translation>학습에 쓸 수 있는 그림이 없습니다: 그림 {count}개가 사라졌거나 손상되었거나 라벨을 단 뒤 바뀌었습니다. 어떤 것인지는 이미지 목록에 표시됩니다.</translation>
    </message>
    <message>
        <source>Pictures outside the project&apos;s folder that you have not confirmed: {count}. Confirm them on the Annotate page, or with &apos;project confirm-outside&apos;, if you trust the project.</source>
        <translation>프로젝트 폴더 밖에 있고 아직 허락하지 않은 그림: {count}개. 이 프로젝트를 믿는다면 라벨링 화면에서, 또는 &apos;project confirm-outside&apos; 명령으로 허락하세요.</translation>
    </message>
    <message>
        <source>None of the missing pictures is there: they are known by their content, so a changed copy does not count.</source>
        <translation>찾는 그림이 거기에 없습니다: 그림은 내용으로 알아보므로 바뀐 사본은 해당하지 않습니다.</translation>
    </message>
    <message>
        <source>The picture {path} is too large: up to 32,767 pixels a side and 500 megapixels are read.</source>
        <translation>사진 {path}이(가) 너무 큽니다. 한 변은 32,767픽셀까지, 전체는 5억 픽셀까지 읽습니다.</translation>
    </message>
    <message>
        <source>The file {path} is too large for a picture of its kind, and is not read.</source>
        <translation>파일 {path}은(는) 이 종류의 그림으로는 너무 커서 읽지 않습니다.</translation>
    </message>
    <message>
        <source>The memory of this machine is not enough for the picture {path}.</source>
        <translation>이 컴퓨터의 메모리가 사진 {path}에 비해 부족합니다.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program at the picture {path}: {detail}</source>
        <translation>사진 {path}에서 프로그램 내부에 문제가 생겼습니다: {detail}</translation>
    </message>
    <message>
        <source>The part of the program that computes ended twice at the picture {path}: perhaps the memory is not enough for it.</source>
        <translation>사진 {path}에서 계산하는 프로그램이 두 번 종료되었습니다. 이 사진에 메모리가 부족할 수 있습니다.</translation>
    </message>
    <message>
        <source>{path} is a kind of picture that this program cannot read: {kind}.</source>
        <translation>{path}은(는) 이 프로그램이 읽을 수 없는 종류의 사진입니다: {kind}.</translation>
    </message>
    <message>
        <source>The model card {file} is gone, damaged or from another version of the program.</source>
        <translation>모델 카드 {file}이(가) 없거나 손상되었거나 다른 버전의 것입니다.</translation>
    </message>
    <message>
        <source>This project has no trained model yet: train one first.</source>
        <translation>이 프로젝트에 아직 학습한 모델이 없습니다. 먼저 학습하세요.</translation>
    </message>
    <message>
        <source>There is no model {model} in this project.</source>
        <translation>이 프로젝트에 모델 {model}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The points and the box must lie within {path}, which is {width} pixels wide and {height} high.</source>
        <translation>점과 상자는 {path} 안에 있어야 합니다. 이 사진은 가로 {width}, 세로 {height} 픽셀입니다.</translation>
    </message>
    <message>
        <source>Nothing was found at this prompt in {path}: try another point or a box.</source>
        <translation>{path}의 그 자리에서 아무것도 찾지 못했습니다. 다른 점이나 상자를 써 보세요.</translation>
    </message>
    <message>
        <source>{path} exists already: choose another name, or let it be replaced.</source>
        <translation>{path}이(가) 이미 있습니다. 다른 이름을 고르거나 바꿔 쓰도록 하세요.</translation>
    </message>
    <message>
        <source>Nothing can be written in {folder}: choose another folder, or change its rights.</source>
        <translation>{folder}에 아무것도 쓸 수 없습니다. 다른 폴더를 고르거나 폴더의 권한을 바꾸세요.</translation>
    </message>
    <message>
        <source>The annotations of this project cannot be exported as {format}, only as: {formats}.</source>
        <translation>이 프로젝트의 주석은 {format} 형식으로 내보낼 수 없습니다. 가능한 형식: {formats}.</translation>
    </message>
    <message>
        <source>This format has room for {most} classes, and the project has {count}.</source>
        <translation>이 형식에는 클래스를 {most}개까지 담을 수 있는데, 프로젝트에는 {count}개가 있습니다.</translation>
    </message>
    <message>
        <source>This model could not be converted to TorchScript: export it without that.</source>
        <translation>이 모델은 TorchScript로 바꿀 수 없었습니다. TorchScript 없이 내보내세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be written: choose another folder of models in the settings, or change its rights.</source>
        <translation>{folder} 폴더에 쓸 수 없습니다. 설정에서 다른 모델 폴더를 고르거나 폴더의 권한을 바꾸세요.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program: {detail}</source>
        <translation>프로그램 안에서 문제가 생겼습니다: {detail}</translation>
    </message>
</context>
</TS>
